import type { Rows } from "../tenant/rows";
import { type Drift, printDrift } from "./drift";
import { driftOf } from "./row-drift";
import type { AllocationState, DeclaredSettings } from "./state";

type Lacking = Extract<Drift, { kind: "lacks" }>;

/**
 * Capabilities that numbers lack right after our own upload has asked for them, by number: another upload would take the numbers out
 * of service and change nothing.
 */
export type Uncured = ReadonlyMap<string, Lacking>;

export function uncuredIn(state: Pick<AllocationState, "uncured"> | undefined): Uncured {
  const all = state?.uncured ?? [];
  return new Map(
    all.flatMap(({ numbers, drift }) =>
      drift.kind === "lacks" ? [...numbers].map((one) => [one, drift] as const) : [],
    ),
  );
}

/** What the rows of numbers that have just been uploaded with these settings lack. */
export function uncuredBy(declared: DeclaredSettings, rows: Rows): Uncured {
  const lacking = [...rows].flatMap(([phoneNumber, row]) => {
    const drift = driftOf(declared, row);
    return drift?.kind === "lacks" ? [[phoneNumber, inOrder(drift)] as const] : [];
  });
  return new Map(lacking);
}

/** Whether a number differs in nothing but what its upload has not given it. */
export function isUncured(uncured: Uncured, phoneNumber: string, drift: Drift): boolean {
  if (drift.kind !== "lacks") return false;
  const known = uncured.get(phoneNumber);
  return known !== undefined && printDrift(inOrder(known)) === printDrift(inOrder(drift));
}

/** The same in whichever order the program names the capabilities. */
function inOrder({ kind, capabilities }: Lacking): Lacking {
  return { kind, capabilities: [...capabilities].sort() };
}
