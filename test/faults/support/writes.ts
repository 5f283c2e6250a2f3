import type { Settings } from "../../../provider/config/settings";
import { NumberSet } from "../../../provider/numbers/number-set";
import type { NotDone } from "../../../provider/state/errors";
import type { Attempt } from "../../support/in-process/provider-calls";
import { establish } from "./cell";
import type { Desk } from "./desk";
import { LARGE, SMALL, type Size, checked } from "./looks";
import { ADDED, ALL, KEPT, LEFT, WITH_LEFT } from "./tasks";

/** A request that changes the tenant, and what is left when it is not carried out. */
export interface Write {
  name: string;
  /** The emulator's name of the endpoint. */
  route: string;
  path: RegExp;
  /** Everything before the method, undisturbed; what is returned runs it. */
  prepare: (desk: Desk, settings: Partial<Settings>) => Promise<() => Promise<Attempt<unknown>>>;
  /** The numbers with which nothing is done where the platform has refused it, by the code of why. */
  refused: NotDone;
  /** The same where nobody knows. */
  lost: NotDone;
  /** What the state says where the platform has refused it; undefined: there is no resource. */
  stateRefused: object | undefined;
  stateLost: object;
  /** What the tenant holds in the end. */
  declared: NumberSet;
}

const MARKED = "+61395556903..+61395556904";

export const WRITES: Write[] = [
  creation(LARGE),
  creation(SMALL),
  {
    name: "the upload of an update",
    ...{ route: "upload", path: /\/action\/upload/, prepare: prepareUpdate, declared: LARGE.changed },
    refused: { refused: ADDED },
    lost: { not_seen: ADDED },
    stateRefused: { numbers: { [KEPT]: 18 } },
    stateLost: { numbers: { [KEPT]: 18 }, pending: { [ADDED]: 6 } },
  },
  {
    name: "the release of an update",
    ...{ route: "release", path: /\/action\/release/, prepare: prepareUpdate, declared: LARGE.changed },
    refused: { not_released: LEFT },
    lost: { not_released: LEFT },
    stateRefused: { numbers: WITH_LEFT },
    stateLost: { numbers: WITH_LEFT },
  },
  {
    name: "the release of a delete",
    ...{ route: "release", path: /\/action\/release/, declared: NumberSet.empty },
    prepare: async (desk, settings) => {
      await establish(desk, LARGE.numbers);
      desk.bench.begin("destroy", NumberSet.empty, settings);
      return () => desk.delete();
    },
    refused: { not_released: ALL },
    lost: { not_released: ALL },
    stateRefused: { numbers: { [ALL]: 24 } },
    stateLost: { numbers: { [ALL]: 24 } },
  },
  {
    name: "the removal marks that an update clears",
    ...{ route: "clearRemovalStatus", path: /\/clear-removal-status/, declared: LARGE.numbers },
    prepare: async (desk, settings) => {
      await establish(desk, LARGE.numbers);
      desk.bench.emulator.portal.mark(MARKED);
      desk.bench.begin("up", LARGE.numbers);
      await desk.read();
      const inputs = await checked(desk, LARGE.numbers, settings);
      return () => desk.update(inputs);
    },
    refused: { not_cleared: MARKED },
    lost: { not_cleared: MARKED },
    stateRefused: { numbers: { [ALL]: 24 }, drift: { [MARKED]: "MarkedForRemoval" } },
    stateLost: { numbers: { [ALL]: 24 }, drift: { [MARKED]: "MarkedForRemoval" } },
  },
  {
    name: "the numbers in use that an update unassigns",
    ...{ route: "unassign", path: /\/action\/unassign/, declared: LARGE.changed },
    prepare: async (desk, settings) => {
      desk.options = { unassignOnRelease: true };
      await establish(desk, LARGE.numbers);
      desk.bench.emulator.portal.assign(MARKED);
      const inputs = await checked(desk, LARGE.changed, settings);
      return () => desk.update(inputs);
    },
    refused: { not_unassigned: MARKED },
    lost: { not_unassigned: MARKED },
    stateRefused: { numbers: { [MARKED]: 2, "+61395556906..+61395556929": 24 } },
    stateLost: { numbers: { [MARKED]: 2, "+61395556906..+61395556929": 24 } },
  },
];

function creation({ name, numbers }: Size): Write {
  return {
    name: `the upload of a create of ${name}`,
    ...{ route: "upload", path: /\/action\/upload/, declared: numbers },
    prepare: async (desk, settings) => {
      const inputs = await checked(desk, numbers, settings);
      return () => desk.create(inputs);
    },
    refused: { refused: numbers.keys().join() },
    lost: { not_seen: numbers.keys().join() },
    stateRefused: undefined,
    stateLost: { numbers: {}, pending: numbers.toCanonical() },
  };
}

async function prepareUpdate(desk: Desk, settings: Partial<Settings>) {
  await establish(desk, LARGE.numbers);
  const inputs = await checked(desk, LARGE.changed, settings);
  return () => desk.update(inputs);
}
