import { NumberSet } from "../numbers/number-set";
import type { Reason } from "../state/reason";
import {
  type Unchanged,
  changedSettings,
  settingsOf,
  stillToChange,
  unchangedIn,
  withSettingsOf,
} from "../state/settings-change";
import type { AllocationInputs, AllocationState } from "../state/state";
import type { Rows } from "../tenant/rows";
import type { Settled } from "../writes/earlier-uploads";
import type { Done } from "./carry-out";
import type { Context } from "./context";
import { type Plan, planByFreshRows } from "./plan";
import { hopeless } from "./preflight";

/** What an update starts from. */
export interface Start {
  id: string;
  state: AllocationState;
  inputs: AllocationInputs;
  /** The numbers that the state answers for. */
  own: NumberSet;
  wanted: NumberSet;
  settled: Settled;
}

/** Numbers that are to get other settings, and which. */
export type SettingsToGive = Pick<Unchanged, "numbers" | "properties">;

/** Which numbers are to get other settings: those that the program has changed, or that an earlier change did not come to. */
export function changeOf({ state, inputs, own }: Start, rows: Rows): SettingsToGive {
  const changed = changedSettings(state, inputs);
  const before = withSettingsOf(state, inputs);
  const held: Rows = new Map([...rows].filter(([phoneNumber]) => own.has(phoneNumber)));
  const open = stillToChange(held, { before, after: inputs, changed });
  const earlier = unchangedIn(state);
  return {
    numbers: open.union(earlier?.numbers ?? NumberSet.empty),
    properties: [...new Set([...changed, ...(earlier?.properties ?? [])])],
  };
}

/** The plan by fresh rows. A repair that the platform would refuse is none: the numbers stay as they are. */
export async function planUpdate(
  context: Context,
  start: Start,
  { rows: known, resets }: { rows: Rows; resets: NumberSet },
): Promise<{ plan: Plan; rows: Rows }> {
  const { inputs } = start;
  const view = context.view(inputs.msTenantId);
  const { plan, rows } = await planByFreshRows(view, inputs, {
    wanted: numbersToPlan(start, resets),
    rows: known,
    resets,
  });
  const repaired = NumberSet.fromNumbers(plan.reload.keys()).minus(resets);
  const objection = await hopeless(context, { settings: inputs, numbers: repaired });
  if (objection === undefined) return { plan, rows };
  const reload: Rows = new Map([...plan.reload].filter(([phoneNumber]) => resets.has(phoneNumber)));
  const reason: Reason = {
    code: "hopeless",
    numbers: repaired,
    text: `not repaired, because they would be released and then refused. ${objection}`,
  };
  return { plan: { ...plan, reload, reasons: [...plan.reasons, reason] }, rows };
}

/** Under `ignoreChanges: ["drift"]` what the allocation holds is left as it is; what is on its way is waited for, not sent again. */
function numbersToPlan({ state, inputs, wanted, settled }: Start, resets: NumberSet): NumberSet {
  const kept = inputs.drift === undefined ? NumberSet.empty : NumberSet.fromCanonical(state.numbers);
  return wanted.minus(kept.minus(resets)).minus(settled.pending.numbers);
}

/** What a change of settings has not come to, for the state. */
export function unchangedAfter(
  { state, inputs }: Start,
  change: SettingsToGive,
  done: Done,
): Unchanged | undefined {
  const numbers = change.numbers.intersect(done.undone);
  if (numbers.isEmpty) return undefined;
  return { numbers, properties: change.properties, before: settingsOf(withSettingsOf(state, inputs)) };
}
