import { NumberSet } from "../../provider/numbers/number-set";
import { type Drift, isOfSettings, parseDrift } from "../../provider/state/drift";
import type { AllocationStep, DriftGroup, Side } from "./allocation-step";
import { driftThere } from "./held-row";
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
  /** No longer in the tenant, or not its own any more: neither released nor handed over. */
  readonly absent: NumberSet;
  readonly leaving: NumberSet;
  readonly arriving: NumberSet;
  readonly kept: NumberSet;
}

const MARKED = "MarkedForRemoval";

/**
 * What each allocation's change means for the tenant, in the order of the steps; undefined where its numbers are secret or not
 * known yet. Numbers that move between allocations of the stack change hands without a request where the settings are
 * the same, as the provider does it.
 */
export function changesOf(steps: readonly AllocationStep[]): (Changes | undefined)[] {
  const plain = steps.map(plainOf);
  return plain.map(
    (one) =>
      one &&
      changesOfOne(
        one,
        plain.filter((other) => other !== undefined && other !== one),
      ),
  );
}

/**
 * What an up does about each drift of an allocation; a reason whose numbers fare differently is there more than once.
 *
 * @param handedOver numbers that go to another allocation, which clears their mark
 */
export function repairsOf(step: AllocationStep, handedOver: NumberSet): RepairedDrift[] {
  const wanted = step.after?.numbers ?? NumberSet.empty;
  return (step.drift ?? []).flatMap(({ reason, numbers }) => {
    const moving = reason === MARKED ? numbers.intersect(handedOver) : NumberSet.empty;
    const staying = { reason, numbers: numbers.intersect(wanted), repair: repairOf(step, reason) };
    const cleared = { reason, numbers: moving, repair: "clear" as const };
    const leaving = { reason, numbers: numbers.minus(wanted).minus(moving), repair: "leaves" as const };
    return [staying, cleared, leaving].filter((drift) => !drift.numbers.isEmpty);
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
  return {
    step,
    absent: absentIn(step),
    leaving: before.minus(after),
    arriving: after.minus(before),
    kept: before.intersect(after),
  };
}

function changesOfOne(one: Plain, others: readonly (Plain | undefined)[]): Changes {
  const { step, absent, leaving, arriving, kept } = one;
  const meeting = others.filter((other) => other !== undefined);
  const from = meeting.flatMap((other) => transfer(other, one));
  const handedOver = NumberSet.unionAll(
    meeting.flatMap((other) => transfer(one, other)).map(({ numbers }) => numbers),
  );
  const takenOver = NumberSet.unionAll(
    from.filter(({ isReloaded }) => !isReloaded).map(({ numbers }) => numbers),
  );
  const reloaded = NumberSet.unionAll(
    from.filter(({ isReloaded }) => isReloaded).map(({ numbers }) => numbers),
  );
  const rest = leaving.minus(absent).minus(handedOver);
  return {
    added: arriving.minus(takenOver).minus(reloaded),
    released: staysInTenant(step) ? NumberSet.empty : rest,
    replaced: isReplaced(step) ? kept.union(reloaded) : reloaded,
    reset: step.settings.length > 0 ? kept.minus(absent) : NumberSet.empty,
    handedOver,
    takenOver,
    left: staysInTenant(step) ? rest : NumberSet.empty,
  };
}

/** Numbers that go from one allocation to another. `isReloaded`: with settings that only a release and an upload bring. */
interface Transfer {
  readonly numbers: NumberSet;
  readonly isReloaded: boolean;
}

/** The numbers that go from one allocation to another of the same tenant, by what the other finds them to be. */
function transfer(from: Plain, to: Plain): Transfer[] {
  const { before, drift = [] } = from.step;
  const { after } = to.step;
  if (before?.tenant === undefined || after === undefined || before.tenant !== after.tenant) return [];
  if (from.step.provider !== to.step.provider) return [];
  const moving = from.leaving.minus(from.absent).intersect(to.arriving);
  const drifted = NumberSet.unionAll(drift.map(({ numbers }) => numbers));
  return [...drift, { reason: undefined, numbers: moving.minus(drifted) }]
    .map(({ reason, numbers }) => ({
      numbers: numbers.intersect(moving),
      isReloaded: isReloadedThere(before, after, reason),
    }))
    .filter(({ numbers }) => !numbers.isEmpty);
}

function isReloadedThere(before: Side, after: Side, reason: string | undefined): boolean {
  const drift = driftThere(before, after, reason);
  return drift !== undefined && isOfSettings(drift);
}

function staysInTenant({ operation, isRetained, after }: AllocationStep): boolean {
  return operation === "delete"
    ? isRetained
    : operation === "update" && after?.values.releaseRemoved === false;
}

function isReplaced({ operation, isCreatedFirst }: AllocationStep): boolean {
  return operation === "replace" && !isCreatedFirst;
}

function absentIn({ drift = [] }: AllocationStep): NumberSet {
  return NumberSet.unionAll(
    drift.filter(({ reason }) => isAbsent(parseDrift(reason))).map(({ numbers }) => numbers),
  );
}

function isAbsent({ kind }: Drift): boolean {
  return kind === "missing" || kind === "held by tenant";
}

function repairOf(step: AllocationStep, reason: string): Repair {
  const drift = parseDrift(reason);
  if (step.isDriftIgnored) return "ignored";
  if (step.operation === "replace") return "replaced";
  if (step.isLost || drift.kind === "missing") return "upload";
  // Whoever gets new settings is released, mark and all.
  if (drift.kind === MARKED) return step.settings.length > 0 ? "reload" : "clear";
  return isOfSettings(drift) ? "reload" : "nothing";
}
