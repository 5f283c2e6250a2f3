import type { Settings } from "../../../provider/config/settings";
import { NumberSet } from "../../../provider/numbers/number-set";
import type { Attempt } from "../../support/in-process/provider-calls";
import type { Values } from "../../support/in-process/provider-process";
import { establish, range } from "./cell";
import type { Desk } from "./desk";

/** How many numbers an allocation has decides how it looks at them, and so which request can fail. */
export interface Size {
  name: string;
  numbers: NumberSet;
  /** The same after an update: some leave, some come. */
  changed: NumberSet;
  /** The request that looks. */
  path: RegExp;
}

export const LARGE: Size = {
  name: "24 numbers, by the list",
  numbers: range("+61395556900", "+61395556923"),
  changed: range("+61395556906", "+61395556929"),
  path: /^\/api\/v3\/oc\/numbers\?/,
};

export const SMALL: Size = {
  name: "2 numbers, one by one",
  numbers: range("+61395556900", "+61395556901"),
  changed: range("+61395556901", "+61395556902"),
  path: /^\/api\/v2\/oc\/numbers\/\+/,
};

/** A method of the provider that looks at the tenant before it writes, if it writes at all. */
export interface Look {
  name: string;
  /** Everything before the method, undisturbed; what is returned runs it. */
  prepare: (desk: Desk, size: Size, settings: Partial<Settings>) => Promise<() => Promise<Attempt<unknown>>>;
  /** What the tenant holds when it has succeeded. */
  after: (size: Size) => NumberSet;
  /** What the next whole run declares: nothing is a destroy. */
  declared: (size: Size) => NumberSet;
}

const none = () => NumberSet.empty;
const before = ({ numbers }: Size) => numbers;
const after = ({ changed }: Size) => changed;

export const LOOKS: Look[] = [
  {
    name: "check of a new allocation",
    prepare: (desk, { numbers }, settings) => {
      desk.bench.begin("up", numbers, settings);
      return Promise.resolve(() => desk.check(numbers));
    },
    ...{ after: none, declared: before },
  },
  {
    name: "create",
    prepare: async (desk, { numbers }, settings) => {
      const inputs = await checked(desk, numbers, settings);
      return () => desk.create(inputs);
    },
    ...{ after: before, declared: before },
  },
  {
    name: "diff that takes numbers out",
    prepare: async (desk, size, settings) => {
      await establish(desk, size.numbers);
      // The process that diffs is the one that has checked; what that looked at is of no use for the numbers that leave.
      const inputs = await checkedIn(desk, size.numbers.intersect(size.changed), settings);
      return () => desk.diff(inputs);
    },
    ...{ after: before, declared: before },
  },
  {
    name: "update",
    prepare: async (desk, { numbers, changed }, settings) => {
      await establish(desk, numbers);
      const inputs = await checked(desk, changed, settings);
      return () => desk.update(inputs);
    },
    ...{ after, declared: after },
  },
  {
    name: "delete",
    prepare: async (desk, { numbers }, settings) => {
      await establish(desk, numbers);
      desk.bench.begin("destroy", NumberSet.empty, settings);
      return () => desk.delete();
    },
    ...{ after: none, declared: none },
  },
  {
    name: "read",
    prepare: async (desk, { numbers }, settings) => {
      await establish(desk, numbers);
      desk.bench.begin("up", numbers, settings);
      return () => desk.read();
    },
    ...{ after: before, declared: before },
  },
];

/** Inputs as check makes them, for a process that has not looked at anything yet. */
export async function checked(desk: Desk, declared: NumberSet, settings: Partial<Settings>): Promise<Values> {
  const inputs = await checkedIn(desk, declared, {});
  desk.bench.startProcess(settings);
  return inputs;
}

async function checkedIn(desk: Desk, declared: NumberSet, settings: Partial<Settings>): Promise<Values> {
  desk.bench.begin("up", declared, settings);
  const { value, error } = await desk.check(declared);
  if (value === undefined) throw error ?? new Error("no inputs");
  return value;
}
