import { isInUse } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { AllocationInputs } from "./model";
import type { TenantView } from "./tenant-view";
import { driftOf, type Row } from "./observe";
import type { Rows } from "./observe";
import type { Reason, ReasonCode } from "./reason";

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
  { wanted, rows }: { wanted: NumberSet; rows: Rows },
): Promise<{ plan: Plan; rows: Rows }> {
  const plan = planNumbers(inputs, wanted, rows);
  if (plan.reload.size === 0) return { plan, rows };
  const reread = await view.lookBeforeRelease(NumberSet.fromNumbers(plan.reload.keys()));
  const others = [...rows].filter(([phoneNumber]) => !plan.reload.has(phoneNumber));
  const fresh: Rows = new Map([...others, ...reread]);
  return { plan: planNumbers(inputs, wanted, fresh), rows: fresh };
}

/** Decides for every wanted number, by its row, what is to be done. Pure. */
export function planNumbers(inputs: AllocationInputs, wanted: NumberSet, rows: Rows): Plan {
  const upload: string[] = [];
  const clear: string[] = [];
  const reload: Rows = new Map();
  const reasons = new Map<string, { code: ReasonCode; text: string; numbers: string[] }>();
  for (const phoneNumber of wanted) {
    const row = rows.get(phoneNumber);
    const step = stepFor(inputs, row);
    if (step === "upload") upload.push(phoneNumber);
    else if (step === "clear") clear.push(phoneNumber);
    else if (step === "reload" && row !== undefined) reload.set(phoneNumber, row);
    else if (typeof step === "object") {
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

function stepFor(inputs: AllocationInputs, row: Row | undefined): Step {
  if (row === undefined) return "upload";
  const drift = driftOf(inputs, row);
  if (drift === undefined || row === "unreadable") return "none";
  if (drift === "MarkedForRemoval") return "clear";
  if (drift === "ReleaseRequested" || drift === "ReadyForRemoval") {
    return {
      code: "leaving",
      text: `${drift}: leaving the tenant; run pulumi up again after that, to upload anew`,
    };
  }
  if (drift.startsWith("held by")) {
    return {
      code: "held_elsewhere",
      text: `${drift}; release it there, or take it out of the program, then run pulumi up again`,
    };
  }
  if (isInUse(row)) {
    return {
      code: "in_use",
      text: `${drift}, and in use (${String(row.assignmentStatus)}): a number in use is never released for a repair. Unassign it, then run pulumi up again`,
    };
  }
  return "reload";
}
