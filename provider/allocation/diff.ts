import type { Differences, Opened } from "../common/operations";
import { NumberSet } from "../numbers/number-set";
import { owedBy } from "../state/owned-numbers";
import { RECORDED } from "../state/properties";
import { changedSettings, differs } from "../state/settings-change";
import { type AllocationState, parseInputs } from "../state/state";
import type { Context } from "./context";
import { withDoubts } from "./doubts";
import { foresee } from "./foresee";
import { refuseOtherPlatform } from "./refuse-other-platform";
import type { ComingChange } from "./situation-ahead";
import type { KnownSubject } from "./subject";
import { hasUnknown } from "./unknown";

/**
 * What differs between state and declaration. For a declaration of this run it also asks the brake and warns of
 * numbers in use, so that a preview stops or says so before the apply does.
 */
export async function diffAllocation(
  context: Context,
  allocation: KnownSubject,
  { state: saved, news }: { state: AllocationState; news: Opened },
): Promise<Differences> {
  const { id, urn } = allocation;
  refuseOtherPlatform(context, saved, allocation);
  const state = news.ignoresDrift ? saved : withDoubts(context, allocation, saved);
  // In a refresh: after an alias the outputs, which are all that a delete is given, have the URN of before.
  const isDeclared = context.checked.has(urn);
  context.tellHeld(allocation, state, isDeclared ? "program" : "inputs");
  if (isDeclared) context.outlook.see(id, urn);
  const settings = changedSettings(state, news.values);
  // A number belongs to one tenant at a time: only another one means another resource.
  const replaces = settings.includes("msTenantId") ? settings : [];
  const isChanged = settings.length > 0 || isOtherwise(saved, news);
  // Most allocations of most runs: every number is kept, and a run of a thousand need not decide that for each.
  if (!isChanged && isSettled(state, saved)) {
    if (isDeclared) context.brake.plan(allocation, NumberSet.empty);
    return { changes: false, replaces: [], deleteBeforeReplace: false };
  }
  const givenUp = isDeclared
    ? await foresee(context, allocation, changeOf(state, news, settings))
    : NumberSet.empty;
  // No input differs, and yet there is work: numbers on their way, or with doubtful settings, or left to an allocation that never took them.
  const hasWork = isUnderWay(state, saved) || !givenUp.isEmpty;
  return {
    changes: isChanged ? undefined : hasWork,
    replaces: [...replaces],
    // Where the engine replaces though the settings are the same, the new resource takes the numbers over.
    deleteBeforeReplace: replaces.length > 0,
  };
}

/** Whether numbers differ, or what no platform has to be told of. */
function isOtherwise(state: AllocationState, news: Opened): boolean {
  return (
    (state.drift.length > 0 && !news.ignoresDrift) ||
    differs("numbers", state.numbers.toCanonical(), news.values.numbers) ||
    RECORDED.some((property) => differs(property, state[property], news.values[property]))
  );
}

/** Nothing is on its way or doubtful, nothing is owed; what drift there may be is ignored by the program. */
function isSettled(state: AllocationState, saved: AllocationState): boolean {
  return !isUnderWay(state, saved) && owedBy(state).isEmpty;
}

/** Numbers are on their way, or have settings that the saved state may not know. */
function isUnderWay(state: AllocationState, saved: AllocationState): boolean {
  return state !== saved || !state.sent.numbers.isEmpty;
}

function changeOf(state: AllocationState, news: Opened, settings: readonly string[]): ComingChange {
  return { state, news, inputs: hasUnknown(news.values) ? undefined : parseInputs(news), settings };
}
