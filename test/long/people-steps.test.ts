import { allocation, failed, program } from "../engine/support/live-stack";
import { change, expectDestroyed, expectHandedOver } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";

/** The thirteenth is the one that the platform refuses. */
const ALL = Array.from({ length: 13 }, (_, index) => `+613955569${10 + index}`);
const NUMBERS = ALL.slice(0, 12);
const REFUSED = ALL.slice(12).join();

/** Eight runs of the CLI, on a machine that has other work. */
jest.setTimeout(600_000);

const stacks = useLiveStack();

/** The numbers with these places in the list of all thirteen. */
function at(...places: readonly number[]): string[] {
  return places.map((place) => ALL[place - 1] ?? "");
}

function declare(allocations: Readonly<Record<string, readonly number[]>>, opts = ""): string {
  const declared = Object.entries(allocations).map(([name, places]) =>
    allocation(name, { phoneNumbers: at(...places) }, name === "e" && opts !== "" ? opts : undefined),
  );
  return program(...declared);
}

/** The same, one after the other: which of them a run that fails has come to does not depend on the engine's order. */
function declareInOrder(allocations: Readonly<Record<string, readonly number[]>>): string {
  const names = Object.keys(allocations);
  const declared = Object.entries(allocations).map(([name, places], index) =>
    allocation(name, { phoneNumbers: at(...places) }, `{ dependsOn: [${names[index - 1] ?? ""}] }`),
  );
  return program(...declared);
}

const BEFORE = { a: [1, 2, 3, 4, 5, 6], b: [7, 8, 9], c: [10, 11, 12] };
/** a is renamed and split, b and c are merged, and 1 and 12 change places. */
const AFTER = { renamed: [12, 2, 3], split: [4, 5, 6], e: [7, 8, 9, 10, 11, 1] };

it("an engineer who renames, moves, splits and merges allocations in one step: nothing is uploaded or released, with an alias and without", async () => {
  const live = await stacks.applied(declare(BEFORE));
  const step = await change(live, declare(AFTER));
  expect(step).toContain("+ 3 created");
  expect(step).toContain("- 3 deleted");
  await live.expectNoChanges();
  await change(live, declare(BEFORE));
  await change(live, declare(AFTER, `{ aliases: [{ name: "b" }] }`), ["--parallel", "1"]);
  await live.expectNoChanges();
  expectHandedOver(live, NUMBERS, 3);
  expect(live.outputs("renamed")).toMatchObject({ numberCount: 3 });
  expect(live.outputs("e")).toMatchObject({ numberCount: 6 });
  await expectDestroyed(live, NUMBERS);
});

it("an engineer who renames, moves, splits and merges allocations across runs that fail half-way, with another program each time: nothing is uploaded twice or released either", async () => {
  const live = await stacks.applied(declare(BEFORE));
  const { stack, emulator } = live;
  emulator.refuse(REFUSED, "is held by another operator");
  // What comes before the refused one is applied in each run, what comes after it is not.
  const programs = [
    declareInOrder({ renamed: [12, 2, 3], refused: [13], split: [4, 5, 6], e: [7, 8, 9, 10, 11, 1] }),
    declareInOrder({ split: [3, 4, 5, 6], b: [7, 8, 9, 1], refused: [13], renamed: [12, 2], e: [10, 11] }),
    declareInOrder({ f: [8, 9, 10, 11, 12], a: [1, 2, 3], refused: [13], b: [4, 5, 6, 7] }),
  ];
  for (const next of programs) {
    stack.write(next);
    const output = failed(await stack.up({ args: ["--parallel", "1"] }));
    expect(output).toContain(`${REFUSED}: Number …: is held by another operator (task wup_`);
    expect(live.held()).toEqual(NUMBERS);
  }
  await change(live, declare({ f: [8, 9, 10, 11, 12], a: [1, 2, 3], b: [4, 5, 6, 7] }));
  await live.expectNoChanges();
  expect(emulator.counts).toMatchObject({ numbersUploaded: 12, releases: 0 });
  expect(live.outputs("f")).toMatchObject({ numberCount: 5 });
  expect(stack.resource("refused")).toBeUndefined();
  await expectDestroyed(live, NUMBERS);
});
