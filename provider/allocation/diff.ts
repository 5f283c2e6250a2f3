import { NumberSet } from "../numbers/number-set";
import { RECORDED } from "../state/properties";
import { changedSettings, differs } from "../state/settings-change";
import { type AllocationState, numbersOf, parseInputs, parseState } from "../state/state";
import type { Context } from "./context";
import { foresee } from "./foresee";
import { refuseOtherPlatform } from "./refuse-other-platform";
import type { Change } from "./situation-ahead";
import { hasUnknown } from "./unknown";

type Values = Record<string, unknown>;

export interface DiffResult {
  /** undefined: something differs, and the engine works out and shows what. */
  changes: boolean | undefined;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

const IN_PLACE = ["numbers", "drift", ...RECORDED] as const;

/**
 * What differs between state and declaration. For a declaration of this run it also asks the brake and warns of
 * numbers in use, so that a preview stops or says so before the apply does.
 */
export async function diffAllocation(
  context: Context,
  id: string,
  olds: Values,
  news: Values,
): Promise<DiffResult> {
  const state = parseState(olds);
  const urn = String(news.__urn);
  refuseOtherPlatform(context, state, { urn });
  // In a refresh: after an alias the outputs, which are all that a delete is given, have the URN of before.
  const isDeclared = context.checked.has(urn);
  context.hold(id, state, { urn, urnBy: isDeclared ? "program" : "inputs" });
  if (isDeclared) context.outlook.see(id, urn);
  const settings = changedSettings(state, news);
  // A number belongs to one tenant at a time: only another one means another resource.
  const replaces = settings.includes("msTenantId") ? settings : [];
  const isChanged =
    settings.length > 0 || IN_PLACE.some((property) => differs(property, state[property], news[property]));
  const leaving = isDeclared ? await foresee(context, id, changeOf(state, news, settings)) : NumberSet.empty;
  // No input differs, and yet there is work: numbers on their way, or left to an allocation that never took them.
  const isSecretAnew = differs("__secretNumbers", state.__secretNumbers, news.__secretNumbers);
  const hasWork = isSecretAnew || state.pending !== undefined || !leaving.minus(numbersOf(state)).isEmpty;
  return {
    changes: isChanged ? undefined : hasWork,
    replaces: [...replaces],
    // Where the engine replaces though the settings are the same, the new resource takes the numbers over.
    deleteBeforeReplace: replaces.length > 0,
  };
}

function changeOf(state: AllocationState, news: Values, settings: readonly string[]): Change {
  return { state, news, inputs: hasUnknown(news) ? undefined : parseInputs(news), settings };
}
