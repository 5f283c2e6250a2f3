import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { type EarlierSettings, joinEarlierSettings } from "../state/earlier-settings";
import { numbersOf } from "../state/owned-numbers";
import { hiddenTexts, settingsIn } from "../state/settings-change";
import type { AllocationState } from "../state/state";
import type { Context } from "./context";

/**
 * A state as far as it can be believed: a run that was killed may have sent numbers with other settings than it knows, and where the
 * platform does not show these, they are to be given again whatever is declared. The same object where nothing is doubtful.
 */
export function withDoubts(
  context: Pick<Context, "sentBefore">,
  allocation: Allocation,
  state: AllocationState,
): AllocationState {
  // Nearly always: then a run of a thousand allocations need not ask for the settings of their numbers.
  if (context.sentBefore(allocation).length === 0) return state;
  const doubts = settingsIn(state, numbersOf(state)).flatMap((had) => doubtsOf(context, allocation, had));
  if (doubts.length === 0) return state;
  const drifted = NumberSet.unionOf(state.drift);
  const drift = doubts.map(({ numbers, doubtful = [] }) => ({
    numbers: numbers.minus(drifted),
    drift: { kind: "not changed yet", properties: [...doubtful] } as const,
  }));
  return {
    ...state,
    earlierSettings: joinEarlierSettings([...doubts, ...state.earlierSettings]),
    drift: [...state.drift, ...drift.filter(({ numbers }) => !numbers.isEmpty)],
  };
}

/** Those of the numbers that were sent with other settings than they are believed to have. */
export function doubtsOf(
  context: Pick<Context, "sentBefore">,
  allocation: Allocation,
  had: EarlierSettings,
): EarlierSettings[] {
  const { doubtful: known = [] } = had;
  return context.sentBefore(allocation).flatMap((sent) => {
    const numbers = had.numbers.intersect(sent.numbers);
    const names = numbers.isEmpty ? [] : sent.differing(hiddenTexts(had.settings));
    const isNew = names.some((name) => !known.includes(name));
    return isNew ? [{ ...had, numbers, doubtful: [...new Set([...known, ...names])] }] : [];
  });
}
