import { isInUse } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import { printDrift } from "../state/drift";
import type { Reason, ReasonCode } from "../state/reason";
import { driftOf } from "../state/row-drift";
import type { AllocationInputs } from "../state/state";
import { type Row, type Rows } from "../tenant/rows";
import type { TenantView } from "../tenant/tenant-view";

/** What it takes to bring numbers in place. */
export interface Plan {
  upload: NumberSet;
  /** Marked for removal: to be cleared. */
  clear: NumberSet;
  /** In place with other settings, which only a release and a new upload change. */
  reload: Rows;
  /** What cannot be done now. */
  reasons: Reason[];
}

type Step = "none" | "upload" | "clear" | "reload" | { code: ReasonCode; text: string };

/**
 * As `planNumbers`; where numbers are to be released for a new upload, their rows are read anew first: one may be in
 * use by now. Returns the plan and the rows it goes by.
 */
export async function planByFreshRows(
  view: TenantView,
  inputs: AllocationInputs,
  { wanted, rows, resets = NumberSet.empty }: { wanted: NumberSet; rows: Rows; resets?: NumberSet },
): Promise<{ plan: Plan; rows: Rows }> {
  const plan = planNumbers(inputs, wanted, rows, resets);
  if (plan.reload.size === 0) return { plan, rows };
  const reread = await view.lookBeforeRelease(NumberSet.fromNumbers(plan.reload.keys()));
  const others = [...rows].filter(([phoneNumber]) => !plan.reload.has(phoneNumber));
  const fresh: Rows = new Map([...others, ...reread]);
  return { plan: planNumbers(inputs, wanted, fresh, resets), rows: fresh };
}

/**
 * Decides for every wanted number, by its row, what is to be done. Pure.
 *
 * @param resets numbers that are to get other settings, whatever their rows show
 */
export function planNumbers(
  inputs: AllocationInputs,
  wanted: NumberSet,
  rows: Rows,
  resets = NumberSet.empty,
): Plan {
  const upload: string[] = [];
  const clear: string[] = [];
  const reload: Rows = new Map();
  const reasons = new Map<string, { code: ReasonCode; text: string; numbers: string[] }>();
  for (const phoneNumber of wanted) {
    const row = rows.get(phoneNumber);
    const step = stepFor(inputs, row, resets.has(phoneNumber));
    if (step === "upload") {
      upload.push(phoneNumber);
    } else if (step === "clear") {
      clear.push(phoneNumber);
    } else if (step === "reload" && row !== undefined) {
      reload.set(phoneNumber, row);
    } else if (typeof step === "object") {
      const known = reasons.get(step.text);
      if (known === undefined) reasons.set(step.text, { ...step, numbers: [phoneNumber] });
      else known.numbers.push(phoneNumber);
    }
  }
  return {
    upload: NumberSet.fromNumbers(upload),
    clear: NumberSet.fromNumbers(clear),
    reload,
    reasons: [...reasons.values()].map(({ numbers, ...reason }) => ({
      ...reason,
      numbers: NumberSet.fromNumbers(numbers),
    })),
  };
}

function stepFor(inputs: AllocationInputs, row: Row | undefined, isReset: boolean): Step {
  if (row === undefined) return "upload";
  if (row === "unreadable") return "none";
  const drift = driftOf(inputs, row);
  if (drift === undefined) return isReset ? "reload" : "none";
  if (drift.kind === "MarkedForRemoval") return "clear";
  if (drift.kind === "ReleaseRequested" || drift.kind === "ReadyForRemoval") {
    return {
      code: "leaving",
      text: `${drift.kind}: leaving the tenant; run pulumi up again after that, to upload anew`,
    };
  }
  if (drift.kind === "held by tenant") {
    return {
      code: "held_elsewhere",
      text: `${printDrift(drift)}; release it there, or take it out of the program, then run pulumi up again`,
    };
  }
  if (isInUse(row) && !isReset) {
    return {
      code: "in_use",
      text: `${printDrift(drift)}, and in use (${String(row.assignmentStatus)}): a number in use is never released for a repair. Unassign it, then run pulumi up again`,
    };
  }
  return "reload";
}
