import { append } from "../common/append";
import { isInUse } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Drift } from "../state/drift";
import { driftOf } from "../state/row-drift";
import type { DeclaredSettings } from "../state/state";
import { type Uncured, isUncured } from "../state/uncured";
import { type Row, type Rows, isOwn } from "../tenant/rows";
import { type TakeoverRules, allowedTakeover, isRecent, looksInterrupted } from "../writes/allowed-takeover";
import { Decision, type Fate, type Objection } from "./fate";

/** Everything that decides what becomes of an allocation's numbers. Its sets may hold numbers that are no concern of it. */
export interface Situation {
  /** Those to be had; in a delete those of the state. */
  readonly settings: DeclaredSettings;
  /** By the declaration; empty for a delete. */
  readonly wanted: NumberSet;
  /** What the state answers for; empty for a create. */
  readonly own: NumberSet;
  /** What the tenant shows. A number that another tenant is about to give up has none. */
  readonly rows: Rows;
  /** Sent in an upload, and to be waited for. */
  readonly awaited: NumberSet;
  /** Left to another allocation by an earlier run. Nobody knows whether that one has taken it: with it, it may be in another stack by now. */
  readonly handedOver: NumberSet;
  /** To be given other settings, whatever their rows show. */
  readonly resets: NumberSet;
  readonly claims: {
    /** Declared by other allocations of the run for this tenant. */
    readonly declaredByOthers: NumberSet;
    /** They may be declared by other allocations, of which too little is known yet. */
    readonly maybeByOthers: NumberSet;
    /** Held by allocations of this stack in this tenant, or left by one that is gone. */
    readonly heldByStack: NumberSet;
    /** Uploaded by this stack, in a run that was killed before its state was saved. */
    readonly sentByStack: NumberSet;
  };
  readonly policy: {
    readonly takeover: TakeoverRules;
    /** What held numbers lack and no upload would give them. */
    readonly uncured: Uncured;
    /** Held numbers that are not to be repaired: `ignoreChanges: ["drift"]`. */
    readonly asTheyAre: NumberSet;
    readonly releaseRemoved: boolean;
    readonly unassign: boolean;
  };
}

/**
 * Decides what becomes of every number that is wanted or owned. Pure: the same situation has the same answer in a preview, in
 * an up, and in a report.
 *
 * Laws, held by property tests: a number has exactly one fate; what is released is own, in the tenant, declared nowhere else,
 * never handed over, and not in use without leave; what is uploaded is wanted, and neither in the tenant nor on its way; what is taken over is
 * this stack's, or somebody has allowed it.
 */
export function decide(situation: Situation): Decision {
  const found = new Map<Fate, string[]>();
  for (const phoneNumber of situation.wanted)
    append(found, fateOfWanted(situation, phoneNumber), phoneNumber);
  for (const phoneNumber of situation.own.minus(situation.wanted))
    append(found, fateOfRemoved(situation, phoneNumber), phoneNumber);
  return new Decision(grouped(found));
}

const KEEP: Fate = { kind: "keep" };
const UPLOAD: Fate = { kind: "upload" };
const CLEAR: Fate = { kind: "clear" };
const REPAIR: Fate = { kind: "repair" };
const RESET: Fate = { kind: "reset" };
const AWAIT: Fate = { kind: "await" };
const RELEASE: Fate = { kind: "release" };
const HAND_OVER: Fate = { kind: "handOver" };
const LEAVE: Fate = { kind: "leave" };
const HOLD_BACK: Fate = { kind: "holdBack" };
const GONE: Fate = { kind: "gone" };
const FROM_STACK: Fate = { kind: "takeOver", from: "stack" };
const FROM_INTERRUPTED_RUN: Fate = { kind: "takeOver", from: "interrupted run" };
const FROM_OTHERS: Fate = { kind: "takeOver", from: "others" };

function fateOfWanted(situation: Situation, phoneNumber: string): Fate {
  const { own, rows, awaited, resets, claims, policy } = situation;
  const isReset = resets.has(phoneNumber);
  if (!isReset && policy.asTheyAre.has(phoneNumber)) return KEEP;
  if (awaited.has(phoneNumber)) return AWAIT;
  const row = rows.get(phoneNumber);
  if (row === undefined) return UPLOAD;
  const isOurs = own.has(phoneNumber);
  if (!isOurs && !isOwn(row, situation.settings.msTenantId)) return conflict(situation.settings, row);
  if (!isOurs && !claims.heldByStack.has(phoneNumber)) return fateOfStranger(situation, phoneNumber, row);
  const fate = fateOfOurs(situation, phoneNumber, row);
  return fate === KEEP && !isOurs ? FROM_STACK : fate;
}

/** What brings a number of this stack into order. One in use is never released for a repair. */
function fateOfOurs({ settings, resets, policy }: Situation, phoneNumber: string, row: Row): Fate {
  if (row === "unreadable") return KEEP;
  const drift = driftOf(settings, row);
  if (drift !== undefined && !canBeReleased(drift))
    return { kind: "blocked", by: { kind: "drifted", drift } };
  if (resets.has(phoneNumber)) return isInUse(row) && !policy.unassign ? refused({ kind: "in use" }) : RESET;
  if (drift === undefined || isUncured(policy.uncured, phoneNumber, drift)) return KEEP;
  if (drift.kind === "MarkedForRemoval") return CLEAR;
  if (!isInUse(row)) return REPAIR;
  return { kind: "blocked", by: { kind: "in use", drift, assignment: String(row.assignmentStatus) } };
}

function canBeReleased({ kind }: Drift): boolean {
  return kind !== "ReleaseRequested" && kind !== "ReadyForRemoval" && kind !== "held by tenant";
}

/** In the tenant, and no allocation of this stack is known to hold it. */
function fateOfStranger({ settings, claims, policy }: Situation, phoneNumber: string, row: Row): Fate {
  if (row === "unreadable" || driftOf(settings, row) !== undefined) return conflict(settings, row);
  const { takeover } = policy;
  const isSent = claims.sentByStack.has(phoneNumber) && isRecent(row, takeover.now) !== false;
  if (isSent && !takeover.adoptExisting) return FROM_INTERRUPTED_RUN;
  const allowed = allowedTakeover(takeover, row);
  if (allowed !== undefined) return allowed === "adopted" ? FROM_OTHERS : FROM_INTERRUPTED_RUN;
  return refused({ kind: "foreign", looksInterrupted: looksInterrupted(row, takeover.now) });
}

function conflict(settings: DeclaredSettings, row: Row): Fate {
  const drift = row === "unreadable" ? undefined : driftOf(settings, row);
  if (drift === undefined) return refused({ kind: "unreadable" });
  return refused(drift.kind === "ReleaseRequested" ? { kind: "leaving" } : { kind: "drifted", drift });
}

function fateOfRemoved(situation: Situation, phoneNumber: string): Fate {
  const { settings, rows, awaited, handedOver, claims, policy } = situation;
  if (claims.declaredByOthers.has(phoneNumber)) return HAND_OVER;
  if (handedOver.has(phoneNumber)) return claims.maybeByOthers.has(phoneNumber) ? HAND_OVER : LEAVE;
  if (!policy.releaseRemoved) return LEAVE;
  if (claims.maybeByOthers.has(phoneNumber)) return HOLD_BACK;
  const row = rows.get(phoneNumber);
  if (row === undefined) return awaited.has(phoneNumber) ? AWAIT : GONE;
  if (row === "unreadable") return refused({ kind: "use unknown" });
  if (!isOwn(row, settings.msTenantId)) return GONE;
  return isInUse(row) && !policy.unassign ? refused({ kind: "in use" }) : RELEASE;
}

function refused(objection: Objection): Fate {
  return { kind: "refused", for: objection };
}

/** Fates that say the same are one. */
function grouped(found: ReadonlyMap<Fate, readonly string[]>): { fate: Fate; numbers: NumberSet }[] {
  const groups = new Map<string, { fate: Fate; sets: NumberSet[] }>();
  for (const [fate, numbers] of found) {
    const key = JSON.stringify(fate);
    const group = groups.get(key) ?? { fate, sets: [] };
    groups.set(key, group);
    // 100,000 numbers may each have been refused by themselves.
    group.sets.push(NumberSet.fromNumbers(numbers));
  }
  return Array.from(groups.values(), ({ fate, sets }) => ({ fate, numbers: NumberSet.unionAll(sets) }));
}
