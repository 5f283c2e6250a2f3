import type { Opened } from "../common/operations";
import { NumberSet } from "../numbers/number-set";
import { declaredByOthers, heldBefore, heldByOthers } from "../run/others";
import { type Drift, isOfSettings } from "../state/drift";
import { heldRows } from "../state/held-rows";
import { handedOverBy, ownNumbers } from "../state/owned-numbers";
import { toReset } from "../state/settings-change";
import { type AllocationInputs, type AllocationState, parseNumbers } from "../state/state";
import { uncuredIn } from "../state/uncured";
import type { Rows } from "../tenant/rows";
import { takeoverRules } from "../writes/allowed-takeover";
import type { Context } from "./context";
import type { Situation } from "./decide";
import { withoutMoving } from "./moving";
import { ofStack, withRows } from "./situation";
import type { KnownSubject, Subject } from "./subject";
import { hasUnknown } from "./unknown";

const NO_ROWS: Rows = new Map();

export interface ComingChange {
  state: AllocationState;
  news: Opened;
  /** The same, where all of it is known. */
  inputs: AllocationInputs | undefined;
  settings: readonly string[];
}

/** Only another tenant means another resource. */
export function movesTenant({ settings }: ComingChange): boolean {
  return settings.includes("msTenantId");
}

/**
 * The situation of an allocation that changes, before an up: its own numbers are as the state says, those that are new or need a
 * repair are looked at.
 */
export async function situationAhead(
  context: Context,
  allocation: KnownSubject,
  change: ComingChange,
): Promise<Situation> {
  const { state, news, inputs } = change;
  const own = ownNumbers(state, () => heldByOthers(context.claims, allocation));
  const wanted = movesTenant(change) ? NumberSet.empty : wantedOf(news.values.numbers, own);
  const added = inputs === undefined ? NumberSet.empty : wanted.minus(own);
  const view = context.view(allocation.tenant);
  const arriving = added.isEmpty ? NO_ROWS : await withoutMoving(context, allocation, await view.look(added));
  const { numbers } = await declaredByOthers(context.claims, allocation, own.minus(wanted));
  const held = heldRows(state, own);
  const situation: Situation = {
    settings: movesTenant(change) ? state : (inputs ?? state),
    wanted,
    own,
    rows: new Map([...held, ...arriving]),
    awaited: state.sent.numbers,
    handedOver: handedOverBy(state),
    resets: movesTenant(change)
      ? NumberSet.empty
      : toReset(state, news.values, { own: own.intersect(wanted), rows: held }),
    claims: {
      declaredByOthers: numbers,
      maybeByOthers: NumberSet.empty,
      ...ofStackAhead(context, allocation, arriving),
    },
    policy: {
      takeover: takeoverRules(context, inputs ?? state),
      uncured: uncuredIn(state),
      asTheyAre: news.ignoresDrift ? state.numbers : NumberSet.empty,
      releaseRemoved: movesTenant(change) || news.values.releaseRemoved !== false,
      // What would stop for numbers in use is told as a warning: who does something about it in time is not stopped.
      unassign: true,
    },
  };
  const drifted = numbersWithDrift(state, isOfSettings).intersect(wanted).minus(situation.resets);
  const isRepaired = !news.ignoresDrift && !drifted.isEmpty;
  return isRepaired ? withRows(situation, drifted, await view.look(drifted)) : situation;
}

/** The situation of numbers that are new to an allocation. */
export function situationOfNew(
  context: Context,
  allocation: Subject,
  { inputs, added, rows }: { inputs: AllocationInputs; added: NumberSet; rows: Rows },
): Situation {
  return {
    settings: inputs,
    wanted: added,
    own: NumberSet.empty,
    rows,
    awaited: NumberSet.empty,
    handedOver: NumberSet.empty,
    resets: NumberSet.empty,
    claims: {
      declaredByOthers: NumberSet.empty,
      maybeByOthers: NumberSet.empty,
      ...ofStackAhead(context, allocation, rows),
    },
    policy: {
      takeover: takeoverRules(context, inputs),
      uncured: uncuredIn(undefined),
      asTheyAre: NumberSet.empty,
      releaseRemoved: true,
      unassign: false,
    },
  };
}

/** What is known of numbers in the tenant before the state of all allocations has been seen: old inputs may name them. */
function ofStackAhead(
  context: Context,
  allocation: Subject,
  rows: Rows,
): Pick<Situation["claims"], "heldByStack" | "sentByStack"> {
  const { heldByStack, sentByStack } = ofStack(context, allocation, rows);
  return { heldByStack: heldByStack.union(heldBefore(context.claims, allocation)), sentByStack };
}

function wantedOf(numbers: unknown, all: NumberSet): NumberSet {
  return hasUnknown(numbers) ? all : parseNumbers(numbers);
}

function numbersWithDrift(state: AllocationState, matches: (drift: Drift) => boolean): NumberSet {
  const found = state.drift.filter(({ drift }) => matches(drift));
  return NumberSet.unionOf(found);
}
