import type { Rows } from "../tenant/rows";
import { type Drift, type Drifted, parseDrifts, printDrift } from "./drift";
import { driftOf } from "./row-drift";
import type { AllocationState, DeclaredSettings } from "./state";

/**
 * Capabilities that numbers lack right after our own upload has asked for them: another upload would take the numbers out of service and
 * change nothing. By number, as `printDrift` prints what is lacking.
 */
export type Uncured = ReadonlyMap<string, string>;

export function uncuredIn(state: Pick<AllocationState, "uncured"> | undefined): Uncured {
  const all = state?.uncured ?? [];
  return new Map(
    all.flatMap(({ numbers, drift }) => [...numbers].map((one) => [one, printDrift(drift)] as const)),
  );
}

/** Numbers and what is wrong with them, as printed, in groups. */
export function driftsOf(byNumber: ReadonlyMap<string, string>): Drifted[] {
  return parseDrifts(Object.fromEntries(byNumber));
}

/** What the rows of numbers that have just been uploaded with these settings lack. */
export function uncuredBy(declared: DeclaredSettings, rows: Rows): Uncured {
  const lacking = [...rows].flatMap(([phoneNumber, row]) => {
    const drift = driftOf(declared, row);
    return drift?.kind === "lacks" ? [[phoneNumber, keyOf(drift)] as const] : [];
  });
  return new Map(lacking);
}

/** Whether a number differs in nothing but what its upload has not given it. */
export function isUncured(uncured: Uncured, phoneNumber: string, drift: Drift): boolean {
  return uncured.size > 0 && drift.kind === "lacks" && uncured.get(phoneNumber) === keyOf(drift);
}

/** In whichever order the program names the capabilities. */
function keyOf({ capabilities }: Extract<Drift, { kind: "lacks" }>): string {
  return printDrift({ kind: "lacks", capabilities: [...capabilities].sort() });
}
