import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as fc from "fast-check";

import { NumberSet } from "../../provider/numbers/number-set";
import { Claims } from "../../provider/run/claims";
import { Ledger } from "../../provider/run/ledger";
import { declaredByOthers } from "../../provider/run/others";
import { StackOutlook } from "../../provider/run/stack-outlook";

const platform = "https://live.example.com/tenantui";
const tenant = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const NUMBERS = Array.from({ length: 6 }, (_, index) => `+6139555690${index}`);
const urnOf = (name: string) => `urn:pulumi:dev::test::liveplatform:index:OcNumberAllocation::${name}`;

let root: string;
let operations = 0;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "forecast-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

interface Operation {
  ledger: Ledger;
  claims: Claims;
  outlook: StackOutlook;
}

/** A preview or an update of a program in a language without constructors of ours. */
function operation(cli: string | undefined): Operation {
  const engineAddress = `127.0.0.1:${(operations += 1)}`;
  const ledger = new Ledger(engineAddress, "provider", root);
  const clock = { now: () => 1, sleep: () => Promise.resolve() };
  const claims = new Claims(ledger, { hasProgram: () => Promise.resolve(true) });
  return { ledger, claims, outlook: new StackOutlook(ledger, { engineAddress, cli, root }, clock) };
}

/** As `check` tells it. */
function check({ ledger, outlook }: Operation, name: string, numbers: NumberSet | undefined): void {
  const declared = { urn: urnOf(name), platform, tenant, numbers: numbers?.toCanonical() };
  outlook.declare(declared);
  ledger.add({ fact: "declares", ...declared, isChecked: true });
}

const set = (...numbers: string[]) => NumberSet.fromNumbers(numbers);
const urnsOf = (all: readonly { urn: string }[]) => all.map(({ urn }) => urn);

it("a program whose declarations nobody tells before check is not known before its end without a preview, and is all known with one that the same process of the CLI has made", async () => {
  const blind = operation("cli 1");
  check(blind, "a", set("+61395556900"));
  expect(await blind.claims.binding()).toBe("some");

  const preview = operation("cli 2");
  check(preview, "a", set("+61395556900"));
  check(preview, "b", set("+61395556901"));
  const update = operation("cli 2");
  check(update, "a", set("+61395556900"));
  expect(await update.claims.binding()).toBe("forecast");
  const by = { urn: urnOf("a"), platform, tenant };
  const { numbers } = await declaredByOthers(update.claims, by, set("+61395556901", "+61395556902"));
  expect(numbers.keys()).toEqual(["+61395556901"]);
});

it("a program that waits after its first allocation is all known by a preview of the same process of the CLI that agrees with it, and by no other", async () => {
  const preview = operation("cli 2");
  for (const name of ["a", "b"]) check(preview, name, set("+61395556900"));
  for (const [numbers, binding] of [
    [set("+61395556900"), "all"],
    [set("+61395556905"), "declaring"],
  ] as const) {
    const update = operation("cli 2");
    update.ledger.add({ fact: "program", phase: "declaring" });
    check(update, "a", numbers);
    expect(await update.claims.binding()).toBe(binding);
  }
});

it("a program whose declarations nobody tells before check is not known by a forecast of which one allocation of several is declared otherwise, or for another tenant", async () => {
  const preview = operation("cli 2");
  for (const name of ["a", "b"]) check(preview, name, set("+61395556900"));
  const update = operation("cli 2");
  check(update, "a", set("+61395556900"));
  check(update, "b", set("+61395556905"));
  expect(await update.claims.binding()).toBe("some");
  const moved = operation("cli 2");
  check(moved, "a", set("+61395556900"));
  const declared = { urn: urnOf("b"), platform, tenant: "f94238e5-4f2c-4e1b-8125-2d27122ca75f" };
  moved.ledger.add({ fact: "declares", ...declared, numbers: { "+61395556900": 1 }, isChecked: true });
  expect(await moved.claims.binding()).toBe("some");
});

it("a program whose declarations nobody tells before check is not known by what another process of the same operation has checked: that is no forecast", async () => {
  const engineAddress = "127.0.0.1:4711";
  const ledger = new Ledger(engineAddress, "provider", root);
  const clock = { now: () => 1, sleep: () => Promise.resolve() };
  const claims = new Claims(ledger, { hasProgram: () => Promise.resolve(true) });
  for (const name of ["a", "b", "a"]) {
    const outlook = new StackOutlook(ledger, { engineAddress, cli: "cli", root }, clock);
    ledger.forecast = undefined;
    check({ ledger, claims, outlook }, name, set("+61395556900"));
  }
  expect(await claims.binding()).toBe("some");
});

it("a program whose declarations nobody tells before check stays what another process of the run has checked, whatever was forecast", () => {
  check(operation("cli 2"), "b", set("+61395556901"));
  const update = operation("cli 2");
  const declared = { urn: urnOf("b"), platform, tenant, numbers: { "+61395556905": 1 } };
  update.ledger.add({ fact: "declares", ...declared, isChecked: true });
  check(update, "a", set("+61395556900"));
  expect(update.ledger.declarations.get(urnOf("b"))?.numbers?.keys()).toEqual(["+61395556905"]);
});

it.each([
  ["of another process", "cli 3", set("+61395556900")],
  ["of a program that has changed since", "cli 2", set("+61395556905")],
  ["that cannot be told from others", undefined, set("+61395556900")],
])(
  "a program whose declarations nobody tells before check is not known by a forecast %s",
  async (_, cli, now) => {
    const preview = operation(cli === undefined ? undefined : "cli 2");
    check(preview, "a", set("+61395556900"));
    const update = operation(cli);
    check(update, "a", now);
    expect(await update.claims.binding()).toBe("some");
  },
);

it("a program whose declarations nobody tells before check is not known where an allocation of the state is neither read nor forecast, as under --target; one that was deleted counts no more", async () => {
  const before = operation("cli 1");
  before.outlook.see("id-a", urnOf("a"));
  before.outlook.see("id-b", urnOf("b"));
  const preview = operation("cli 2");
  check(preview, "a", set("+61395556900"));
  const binding = async (isRead: boolean) => {
    const update = operation("cli 2");
    if (isRead) update.ledger.add({ fact: "refreshed", urns: [urnOf("b")], configuration: {} });
    check(update, "a", set("+61395556900"));
    return [await update.claims.binding(), urnsOf(update.claims.unseen())];
  };
  expect(await binding(false)).toEqual(["some", [urnOf("b")]]);
  expect(await binding(true)).toEqual(["forecast", []]);
  before.outlook.forget("id-b", urnOf("b"));
  expect(await binding(false)).toEqual(["forecast", []]);
});

it("a program whose declarations nobody tells before check is feared by a delete without any check where a program runs, and not in a destroy; a resource that a diff pairs with a new URN is seen", () => {
  const before = operation("cli 1");
  before.outlook.see("id-a", urnOf("a"));
  before.outlook.see("id-b", urnOf("b"));
  const feared = (hasProgram: boolean, seen: readonly string[]) => {
    const update = operation("cli 2");
    if (hasProgram) update.ledger.add({ fact: "asked" });
    update.outlook.see("id-a", urnOf("a"));
    for (const id of seen) {
      const holds = { id, urn: urnOf("new"), urnBy: "program", platform, tenant, numbers: {} } as const;
      update.ledger.add({ fact: "holds", ...holds });
    }
    return urnsOf(update.claims.unseenInProgram());
  };
  expect(feared(true, ["id-a"])).toEqual([urnOf("b")]);
  expect(feared(true, ["id-a", "id-b"])).toEqual([]);
  expect(feared(false, ["id-a"])).toEqual([]);
});

describe("a run of programs that nobody tells before check, in any order of checks", () => {
  const names = ["a", "b", "c"];
  /** Which allocation declares each number, or none. */
  const program = fc.array(fc.option(fc.constantFrom(...names)), {
    minLength: NUMBERS.length,
    maxLength: NUMBERS.length,
  });
  const numbersIn = (owners: readonly (string | null)[], name: string) =>
    NumberSet.fromNumbers(NUMBERS.filter((_, index) => owners[index] === name));

  it("a run of programs that nobody tells before check, in any order of checks, releases nothing that the second program declares, whichever allocations are targets, and are checked when one gives numbers up", () =>
    fc.assert(
      fc.asyncProperty(
        program,
        program,
        fc.shuffledSubarray(names, { minLength: 1 }),
        fc.record({ checked: fc.nat(2), previews: fc.boolean() }),
        async (first, second, order, { checked, previews }) => {
          const cli = `cli ${(operations += 1)}`;
          for (const name of names) operation("cli 0").outlook.see(`id-${name}`, urnOf(name));
          const preview = operation(cli);
          if (previews)
            for (const name of [...order].reverse()) check(preview, name, numbersIn(second, name));
          const update = operation(cli);
          for (const name of order)
            update.ledger.add({ fact: "refreshed", urns: [urnOf(name)], configuration: {} });
          const [giver = "a", ...rest] = order;
          for (const name of [giver, ...rest.slice(0, checked)]) check(update, name, numbersIn(second, name));
          const leaving = numbersIn(first, giver).minus(numbersIn(second, giver));
          const by = { urn: urnOf(giver), platform, tenant };
          const { numbers, undetermined } = await declaredByOthers(update.claims, by, leaving);
          const isKnown = (await update.claims.binding()) === "forecast" && undetermined.length === 0;
          const released = isKnown ? leaving.minus(numbers) : NumberSet.empty;
          const wanted = NumberSet.unionAll(names.map((name) => numbersIn(second, name)));
          expect(released.overlaps(wanted)).toBe(false);
          // With a preview of the whole program, what nobody declares is not held back.
          expect(isKnown).toBe(previews && order.length === names.length);
        },
      ),
      { numRuns: 200 },
    ));
});
