import fc from "fast-check";

import type { Crash } from "../support/in-process/gate";
import type { Fault, PortalChange } from "./disturbances";
import type { Plan } from "./plan";
import { type Edit, SLOTS } from "./program";
import { type Choice, type Run, UNIVERSE } from "./universe";

/** What happens to a stack, one after the other. */
export type Step = Edit | PortalChange | Plan;

const choice = fc.constantFrom<Choice[]>(0, 1);
const slot = fc.nat({ max: SLOTS - 1 });
const run = fc.tuple(fc.nat({ max: UNIVERSE - 1 }), fc.integer({ min: 1, max: 9 }));
const runs: fc.Arbitrary<readonly Run[]> = fc.oneof(
  { weight: 8, arbitrary: fc.array(run, { minLength: 1, maxLength: 3 }) },
  // More than half of an allocation that counts as large.
  {
    weight: 1,
    arbitrary: fc.tuple(fc.tuple(fc.nat({ max: UNIVERSE - 1 }), fc.integer({ min: 21, max: 30 }))),
  },
);

/** Wide enough to hide a whole allocation. */
const wide: fc.Arbitrary<readonly Run[]> = fc.tuple(
  fc.tuple(fc.nat({ max: UNIVERSE - 1 }), fc.integer({ min: 8, max: UNIVERSE })),
);

const declare: fc.Arbitrary<Edit> = fc.record({
  edit: fc.constant("declare" as const),
  ...{ slot, tenant: choice, profile: choice, numbers: runs },
});
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ edit: fc.constantFrom("grow" as const, "shrink" as const), slot, numbers: runs }),
  fc.record({ edit: fc.constantFrom("merge" as const, "swap" as const), slot, into: slot }),
  fc.record({ edit: fc.constant("rename" as const), slot, alias: fc.boolean() }),
  fc.record({ edit: fc.constant("reprofile" as const), slot, profile: choice }),
  fc.record({ edit: fc.constant("retenant" as const), slot, tenant: choice }),
  fc.record({
    edit: fc.constant("option" as const),
    slot,
    option: fc.constantFrom(
      "adoptExisting" as const,
      "releaseRemoved" as const,
      "unassignOnRelease" as const,
    ),
    value: fc.boolean(),
  }),
  fc.record({ edit: fc.constant("remove" as const), slot }),
);

/** What a portal user may do at any moment. */
const changes: readonly PortalChange["portal"][] = [
  ...(["remove", "mark", "readyForRemoval", "reprofile", "assign", "assign", "assign"] as const),
  ...(["unassign", "move", "weaken", "acquire", "add"] as const),
];

function changeOf(kinds: readonly PortalChange["portal"][]): fc.Arbitrary<PortalChange> {
  return fc.record({ portal: fc.constantFrom(...kinds), numbers: runs, to: choice });
}

// Between two runs only: no number that an upload brings in grows older than that upload.
const portal = changeOf([...changes, "age"]);

const times = fc.integer({ min: 1, max: 6 });
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    fault: fc.constant("answer" as const),
    of: fc.constantFrom(
      ...["upload" as const, "release" as const, "unassign" as const, "clear" as const],
      ...["list" as const, "number" as const, "task" as const],
    ),
    when: fc.constantFrom("before" as const, "after" as const),
    how: fc.constantFrom(
      ...["dropped" as const, "500" as const, "html" as const, "cut" as const],
      ...["503" as const, "503 retry" as const, "429" as const],
    ),
    from: fc.nat({ max: 3 }),
    times,
  }),
  fc.record({
    fault: fc.constant("task" as const),
    of: fc.constantFrom("upload" as const, "release" as const),
    how: fc.constantFrom(
      ...["hangs" as const, "never ends" as const, "vanishes" as const, "says failed" as const],
      ...["says success" as const, "is unknown" as const, "skips" as const, "refuses" as const],
    ),
    numbers: runs,
  }),
  fc.record({
    fault: fc.constant("list" as const),
    how: fc.constantFrom(
      ...["lags" as const, "is empty" as const, "hides" as const, "omits" as const],
      ...["repeats" as const, "malformed" as const, "shows others" as const],
    ),
    numbers: wide,
    times,
  }),
);

const crash: fc.Arbitrary<Crash> = fc.record({
  at: fc.integer({ min: 1, max: 14 }),
  how: fc.constantFrom("before" as const, "after" as const, "engine only" as const),
});

const meanwhile = fc.array(fc.record({ at: fc.integer({ min: 1, max: 14 }), change: changeOf(changes) }), {
  maxLength: 2,
});

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

function plan(command: fc.Arbitrary<Plan["command"]>, isDisturbed: boolean): fc.Arbitrary<Plan> {
  return fc.record({
    command,
    seed: fc.nat(),
    parallel: fc.integer({ min: 1, max: 4 }),
    refresh: isDisturbed ? fc.boolean() : fc.constant(true),
    targets: isDisturbed
      ? rarely(fc.uniqueArray(slot, { minLength: 1, maxLength: 2 }))
      : fc.constant(undefined),
    replace: isDisturbed ? rarely(slot) : fc.constant(undefined),
    maxReleases: fc.constantFrom(1000, 1000, 12, 3),
    acceptsLoss: fc.constant(false),
    taskTimeoutMs: isDisturbed ? fc.constantFrom(600_000, 600_000, 10_000) : fc.constant(600_000),
    pageSize: fc.constantFrom(1000, 7),
    maxNumbersPerRequest: fc.constantFrom(1000, 5),
    faults: isDisturbed ? fc.array(fault, { maxLength: 3 }) : fc.constant([]),
    meanwhile: isDisturbed ? meanwhile : fc.constant([]),
    crash: isDisturbed ? rarely(crash) : fc.constant(undefined),
  });
}

const calmUp = plan(fc.constant("up"), false);
const roughUp = plan(fc.constant("up"), true);

export const steps: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.array(declare, { minLength: 1, maxLength: 3 }),
    fc.oneof(calmUp, roughUp),
    fc.array(
      fc.oneof(
        { weight: 7, arbitrary: edit },
        { weight: 2, arbitrary: declare },
        { weight: 4, arbitrary: portal },
        { weight: 3, arbitrary: calmUp },
        { weight: 6, arbitrary: roughUp },
        { weight: 1, arbitrary: plan(fc.constantFrom("preview", "destroy"), true) },
      ),
      { minLength: 1, maxLength: 12, size: "max" },
    ),
  )
  .map(([declared, up, rest]) => [...declared, up, ...rest]);
