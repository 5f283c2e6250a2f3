import { NumberSet } from "../numbers/number-set";
import { type Drift, isOfSettings } from "./drift";

/** Numbers that the tenant shows alike. Numbers in no sighting are not in the tenant. */
export interface Sighting {
  readonly numbers: NumberSet;
  /** How they differ from what is wanted; undefined where they are as declared. Never `missing`. */
  readonly drift: Drift | undefined;
  readonly inUse: boolean;
  /** Listed, and nothing more could be understood: neither drifted nor known to be free. */
  readonly unreadable: boolean;
}

/** Everything that decides what becomes of an allocation's numbers. Sets may hold numbers that are no concern of it. */
export interface Situation {
  /** By the declaration; empty for a delete. */
  readonly wanted: NumberSet;
  /** What the state answers for; empty for a create. */
  readonly own: NumberSet;
  readonly sightings: readonly Sighting[];
  /** Sent in an upload and not seen yet. */
  readonly sent: NumberSet;
  readonly claims: {
    /** Declared by other allocations of the run for this tenant. */
    readonly declaredElsewhere: NumberSet;
    /** Held by other allocations of this stack in this tenant. */
    readonly heldByStack: NumberSet;
    /** Uploaded by this stack in a run that was killed before its state was saved. */
    readonly sentByStack: NumberSet;
    /** Held in another tenant by an allocation of this run, which gives them up. */
    readonly moving: NumberSet;
  };
  readonly policy: {
    readonly adopt: boolean;
    /** In the tenant as an interrupted run leaves them, and allowed for this run. */
    readonly adoptable: NumberSet;
    readonly releaseRemoved: boolean;
    readonly unassign: boolean;
    /** False under `ignoreChanges: ["drift"]`: what is held stays as it is. */
    readonly repair: boolean;
  };
}

/** Why numbers come to an allocation without a request. */
export type TakeOver = "stack" | "interrupted" | "adopted";

/**
 * What becomes of numbers. Wanted: `keep`, `takeOver`, `upload`, `clear` (a removal mark), `reload` (released and uploaded
 * again), `await` (on their way), `blocked` (cannot be done now), `conflict` (in the tenant, and not ours). No longer wanted:
 * `release`, `handOver` (declared elsewhere), `leave` (stays in the tenant), `gone`, `await`, `blocked`.
 */
export type Fate =
  | {
      readonly kind:
        "keep" | "upload" | "clear" | "reload" | "await" | "release" | "handOver" | "leave" | "gone";
    }
  | { readonly kind: "takeOver"; readonly why: TakeOver }
  | {
      readonly kind: "blocked";
      readonly by: Drift | "unreadable" | "use";
      readonly drift?: Drift | undefined;
    }
  | { readonly kind: "conflict"; readonly drift: Drift | "unreadable" | undefined };

export type FateKind = Fate["kind"];

export interface Fated {
  readonly numbers: NumberSet;
  readonly fate: Fate;
}

/** The fates of all numbers of wanted ∪ own: each number has exactly one. */
export class Decision {
  constructor(readonly fates: readonly Fated[]) {}

  /** The numbers with a fate of one of these kinds. */
  of(...kinds: FateKind[]): NumberSet {
    return NumberSet.unionAll(
      this.fates.filter(({ fate }) => kinds.includes(fate.kind)).map((one) => one.numbers),
    );
  }

  /** The fates of a kind, with what is told of them. */
  all<Kind extends FateKind>(kind: Kind): { numbers: NumberSet; fate: Extract<Fate, { kind: Kind }> }[] {
    return this.fates.flatMap(({ numbers, fate }) => (isKind(fate, kind) ? [{ numbers, fate }] : []));
  }
}

function isKind<Kind extends FateKind>(fate: Fate, kind: Kind): fate is Extract<Fate, { kind: Kind }> {
  return fate.kind === kind;
}

/**
 * Decides what becomes of every number that is wanted or owned. Pure: the same situation has the same answer, in a preview
 * as in an up.
 *
 * Laws (held by property tests): a number has exactly one fate; what is released is own, in the tenant, declared nowhere
 * else, and not in use without leave; what is uploaded is wanted, and neither in the tenant nor on its way.
 */
export function decide(situation: Situation): Decision {
  const fates: Fated[] = [];
  const add = (numbers: NumberSet, fate: Fate): void => {
    if (!numbers.isEmpty) fates.push({ numbers, fate });
  };
  const seen = NumberSet.unionAll(situation.sightings.map(({ numbers }) => numbers));
  decideUnseen(situation, seen, add);
  for (const sighting of situation.sightings) {
    decideWanted(situation, sighting, add);
    decideLeaving(situation, sighting, add);
  }
  return new Decision(fates);
}

type Add = (numbers: NumberSet, fate: Fate) => void;

function decideUnseen({ wanted, own, sent, claims, policy }: Situation, seen: NumberSet, add: Add): void {
  const absent = wanted.minus(seen);
  const left = policy.repair ? NumberSet.empty : absent.intersect(own).minus(sent);
  add(absent.intersect(sent), { kind: "await" });
  add(left, { kind: "keep" });
  add(absent.minus(sent).minus(left), { kind: "upload" });
  const leaving = own.minus(wanted).minus(seen);
  const handedOver = leaving.intersect(claims.declaredElsewhere);
  add(handedOver, { kind: "handOver" });
  add(leaving.minus(handedOver).intersect(sent), { kind: "await" });
  add(leaving.minus(handedOver).minus(sent), { kind: "gone" });
}

function decideWanted(situation: Situation, sighting: Sighting, add: Add): void {
  const { wanted, own, claims, policy } = situation;
  const isElsewhere = sighting.drift?.kind === "held by tenant";
  const arriving = isElsewhere
    ? sighting.numbers.intersect(wanted).intersect(claims.moving)
    : NumberSet.empty;
  const here = sighting.numbers.intersect(wanted).minus(arriving);
  const held = here.intersect(own);
  const ofStack = here.minus(own).intersect(claims.heldByStack);
  const others = here.minus(own).minus(ofStack);
  add(held, policy.repair ? fateOfHeld(sighting) : { kind: "keep" });
  add(ofStack, sighting.drift === undefined ? { kind: "takeOver", why: "stack" } : fateOfHeld(sighting));
  add(arriving, { kind: "upload" });
  decideOthers(situation, { ...sighting, numbers: others }, add);
}

/** In the tenant, and no allocation of this stack is known to hold them. */
function decideOthers(
  { claims, policy }: Situation,
  { numbers, drift, unreadable }: Sighting,
  add: Add,
): void {
  if (unreadable || drift !== undefined) {
    add(numbers, { kind: "conflict", drift: unreadable ? "unreadable" : drift });
    return;
  }
  const adopted = policy.adopt ? numbers : NumberSet.empty;
  const interrupted = numbers.minus(adopted).intersect(claims.sentByStack.union(policy.adoptable));
  add(adopted, { kind: "takeOver", why: "adopted" });
  add(interrupted, { kind: "takeOver", why: "interrupted" });
  add(numbers.minus(adopted).minus(interrupted), { kind: "conflict", drift: undefined });
}

/** What brings a number of ours into order. One in use is never released for a repair. */
function fateOfHeld({ drift, inUse, unreadable }: Sighting): Fate {
  if (drift === undefined || unreadable || drift.kind === "unknown") return { kind: "keep" };
  if (drift.kind === "MarkedForRemoval") return { kind: "clear" };
  if (!isOfSettings(drift)) return { kind: "blocked", by: drift };
  return inUse ? { kind: "blocked", by: "use", drift } : { kind: "reload" };
}

function decideLeaving({ wanted, own, claims, policy }: Situation, sighting: Sighting, add: Add): void {
  const leaving = sighting.numbers.intersect(own).minus(wanted);
  const handedOver = leaving.intersect(claims.declaredElsewhere);
  add(handedOver, { kind: "handOver" });
  add(leaving.minus(handedOver), fateOfLeaving(policy, sighting));
}

function fateOfLeaving(policy: Situation["policy"], { drift, inUse, unreadable }: Sighting): Fate {
  if (!policy.releaseRemoved) return { kind: "leave" };
  if (drift?.kind === "held by tenant") return { kind: "gone" };
  if (unreadable) return { kind: "blocked", by: "unreadable" };
  return inUse && !policy.unassign ? { kind: "blocked", by: "use" } : { kind: "release" };
}
