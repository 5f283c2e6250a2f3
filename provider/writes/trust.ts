import type { NumberSet } from "../numbers/number-set";
import type { AllocationInputs } from "../state/state";
import type { Rows } from "../tenant/rows";
import type { TaskEnd } from "./task-end";
import type { WriteContext } from "./write-context";

/** A success without a word of doubt. */
export function isClearSuccess(numbers: NumberSet, { verdict, task }: TaskEnd): boolean {
  const hasErrors = task?.messages.some(({ level }) => level.toLowerCase() !== "information") ?? true;
  return verdict === "succeeded" && !hasErrors && (task?.totalNumbersCount ?? numbers.size) === numbers.size;
}

/** After three tasks of this tenant that told the truth, a success is taken at its word: a list per upload is too dear. */
export function trustTask(
  context: WriteContext,
  inputs: AllocationInputs,
  numbers: NumberSet,
  end: TaskEnd,
): Rows {
  const rows: Rows = new Map();
  for (const telephoneNumber of numbers) {
    rows.set(telephoneNumber, {
      telephoneNumber,
      tenantId: inputs.msTenantId,
      callingProfileId: inputs.callingProfile,
      acquiredNumberStatus: "Uploaded",
      assignmentStatus: null,
      acquiredCapabilities: inputs.capabilities,
      source: "webapi",
      whenCreated: new Date(context.clock.now()).toISOString(),
      tnUploadJobId: end.task?.msJobId ?? null,
      sbcIds: end.task?.sbcIds ?? [],
    });
  }
  context.view(inputs.msTenantId).recordUploaded(rows);
  return rows;
}
