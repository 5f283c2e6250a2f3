import { type Situation, decide } from "../../provider/allocation/decide";
import type { Decision, FateKind } from "../../provider/allocation/fate";
import { NumberSet } from "../../provider/numbers/number-set";
import { parseDrift } from "../../provider/state/drift";
import { type Rows, pick } from "../../provider/tenant/rows";
import type { AllocationStep, DriftGroup } from "./allocation-step";
import { rowsOf, settingsOf } from "./held-rows";
import type { Repair } from "./schema";

/** What becomes of the numbers of an allocation; a number is in one of these sets, or stays as it is. */
export interface Changes {
  readonly added: NumberSet;
  readonly released: NumberSet;
  readonly replaced: NumberSet;
  readonly reset: NumberSet;
  readonly handedOver: NumberSet;
  readonly takenOver: NumberSet;
  readonly left: NumberSet;
}

export interface RepairedDrift extends DriftGroup {
  readonly repair: Repair;
}

/** An allocation with numbers that are known on both sides. */
interface Plain {
  readonly step: AllocationStep;
  readonly before: NumberSet;
  readonly after: NumberSet;
  /** No longer in the tenant, or not its own any more: neither released nor handed over. */
  readonly absent: NumberSet;
}

/**
 * What each allocation's change means for the tenant, in the order of the steps; undefined where its numbers are secret or not
 * known yet. What becomes of a number is decided as the provider decides it, by what the states tell of the tenant.
 */
export function changesOf(steps: readonly AllocationStep[]): (Changes | undefined)[] {
  const plain = steps.map(plainOf);
  // What is imported is nobody else's, and may be updated by a step of its own.
  const known = plain.filter((one) => one !== undefined).filter(({ step }) => step.operation !== "import");
  return plain.map((one) => one && changesOfOne(one, decisionOf(one, known)));
}

/**
 * What an up does about each drift of an allocation; a reason whose numbers fare differently is there more than once.
 *
 * @param handedOver numbers that go to another allocation, which clears their mark
 */
export function repairsOf(step: AllocationStep, handedOver: NumberSet): RepairedDrift[] {
  const one = plainOf(step);
  const decision = one && decisionOf(one, [one]);
  return (step.drift ?? []).flatMap(({ reason, numbers }) => {
    const moving = reason === "MarkedForRemoval" ? numbers.intersect(handedOver) : NumberSet.empty;
    const staying = numbers.intersect(step.after?.numbers ?? NumberSet.empty);
    const all: RepairedDrift[] = [
      ...repairsOfStaying(step, decision, { reason, numbers: staying }),
      { reason, numbers: moving, repair: "clear" },
      { reason, numbers: numbers.minus(staying).minus(moving), repair: "leaves" },
    ];
    return all.filter((drift) => !drift.numbers.isEmpty);
  });
}

/** The numbers that this allocation makes the run release, a repair's among them; it may be fewer, never more. */
export function releasesOf(
  step: AllocationStep,
  { released, replaced, reset, handedOver }: Changes,
): NumberSet {
  const reloaded = repairsOf(step, handedOver).filter(({ repair }) => repair === "reload");
  const again = replaced.minus(absentIn(step));
  return NumberSet.unionAll([released, again, reset, ...reloaded.map(({ numbers }) => numbers)]);
}

function plainOf(step: AllocationStep): Plain | undefined {
  const before = step.before === undefined ? NumberSet.empty : step.before.numbers;
  const after = step.after === undefined ? NumberSet.empty : step.after.numbers;
  if (before === undefined || after === undefined || step.drift === undefined) return undefined;
  return { step, before, after, absent: absentIn(step) };
}

/** The fates of the allocation's numbers, by its own state and those of all allocations of its provider and tenant. */
function decisionOf(one: Plain, all: readonly Plain[]): Decision {
  const { step, before: own, after: wanted, absent } = one;
  const others = all.filter((other) => other !== one && other.step.provider === step.provider);
  const givers = others.filter((other) => isSameTenant(other.step.before, step.after));
  const takers = others.filter((other) => isSameTenant(step.before, other.step.after));
  const tenant = (step.after ?? step.before)?.values.msTenantId ?? "";
  const situation: Situation = {
    settings: settingsOf((step.after ?? step.before)?.values ?? {}, tenant),
    wanted,
    own,
    rows: new Map([...givers.flatMap((giver) => [...leavingRows(giver, tenant)]), ...rowsOf(step, tenant)]),
    awaited: NumberSet.empty,
    handedOver: NumberSet.empty,
    resets: resetsOf(one),
    claims: {
      declaredByOthers: NumberSet.unionAll(takers.map((taker) => taker.after.minus(taker.before))).minus(
        absent,
      ),
      maybeByOthers: NumberSet.empty,
      heldByStack: NumberSet.unionAll(
        givers.map((giver) => giver.before.minus(giver.after).minus(giver.absent)),
      ),
      sentByStack: NumberSet.empty,
    },
    policy: {
      takeover: { adoptExisting: false, adoptInterrupted: false, now: 0 },
      uncured: new Map(),
      asTheyAre: step.isDriftIgnored ? own : NumberSet.empty,
      releaseRemoved: !staysInTenant(step),
      // Whether a number is in use stands in no state.
      unassign: true,
    },
  };
  return decide(situation);
}

function isSameTenant(before: AllocationStep["before"], after: AllocationStep["after"]): boolean {
  return before?.tenant !== undefined && before.tenant === after?.tenant;
}

function leavingRows({ step, before, after }: Plain, tenant: string): Rows {
  return pick(rowsOf(step, tenant), before.minus(after));
}

/** What gets other settings: all of it where the program changes them, and what an earlier change has not come to. */
function resetsOf({ step, before, after, absent }: Plain): NumberSet {
  const kept = before.intersect(after).minus(absent);
  if (step.settings.length > 0) return kept;
  return numbersWith(step, (kind) => kind === "not changed yet").intersect(kept);
}

function changesOfOne({ step, before, after, absent }: Plain, decision: Decision): Changes {
  const [arriving, kept] = [after.minus(before), before.intersect(after)];
  if (step.operation === "import") return { ...NOTHING, takenOver: after };
  const reloaded = decision.of("repair").intersect(arriving);
  return {
    added: decision.of("upload").intersect(arriving),
    released: decision.of("release"),
    replaced: isReplaced(step) ? kept.union(reloaded) : reloaded,
    reset: step.settings.length > 0 ? decision.of("reset") : NumberSet.empty,
    handedOver: decision.of("handOver"),
    takenOver: decision.of("takeOver", "clear", "blocked").intersect(arriving),
    left: decision.of("leave").minus(absent),
  };
}

const NOTHING: Changes = {
  ...{ added: NumberSet.empty, released: NumberSet.empty, replaced: NumberSet.empty },
  ...{ reset: NumberSet.empty, handedOver: NumberSet.empty, takenOver: NumberSet.empty },
  left: NumberSet.empty,
};

const REPAIR_OF: Readonly<Partial<Record<FateKind, Repair>>> = {
  upload: "upload",
  clear: "clear",
  repair: "reload",
  reset: "reload",
};

function repairsOfStaying(
  step: AllocationStep,
  decision: Decision | undefined,
  { reason, numbers }: DriftGroup,
): RepairedDrift[] {
  if (step.isDriftIgnored) return [{ reason, numbers, repair: "ignored" }];
  if (step.operation === "replace") return [{ reason, numbers, repair: "replaced" }];
  const repaired = (decision?.fates ?? []).map(({ numbers: some, fate }) => ({
    ...{ reason, numbers: numbers.intersect(some) },
    repair: REPAIR_OF[fate.kind] ?? ("nothing" as const),
  }));
  return repaired;
}

function staysInTenant({ operation, isRetained, after }: AllocationStep): boolean {
  return operation === "delete"
    ? isRetained
    : operation === "update" && after?.values.releaseRemoved === false;
}

function isReplaced({ operation, isCreatedFirst }: AllocationStep): boolean {
  return operation === "replace" && !isCreatedFirst;
}

function absentIn(step: AllocationStep): NumberSet {
  return numbersWith(step, (kind) => kind === "missing" || kind === "held by tenant");
}

function numbersWith({ drift = [] }: AllocationStep, matches: (kind: string) => boolean): NumberSet {
  const found = drift.filter(({ reason }) => matches(parseDrift(reason).kind));
  return NumberSet.unionOf(found);
}
