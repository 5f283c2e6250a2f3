import { NumberSet } from "../numbers/number-set";
import type { AllocationInputs } from "../state/state";
import { uncuredBy } from "../state/uncured";
import { HANDFUL } from "../tenant/get-budget";
import { type Rows, ownRows, withoutRow } from "../tenant/rows";
import { observeWrite } from "./after-write";
import { refusedIn } from "./refusals";
import type { TaskEnd } from "./task-end";
import { isClearSuccess, trustTask } from "./trust";
import type { WriteContext } from "./write-context";

/** So many numbers that a list does not show after an upload are worth a request each. */
const FEW_UNSEEN = 20;

/** Numbers whose upload has come to an end. */
interface Ended {
  numbers: NumberSet;
  end: TaskEnd;
  /** The resources that wait for it. */
  urns: readonly string[];
}

/** The rows of those of the numbers that are in the tenant after their upload. */
export async function seenAfterUpload(
  context: WriteContext,
  inputs: AllocationInputs,
  ended: Ended,
): Promise<Rows> {
  return confirmMissing(context, inputs, ended, await seenAfter(context, inputs, ended));
}

/**
 * A list may be wrong about a row or two, and must not fail an upload that went well: a few that it does not show are asked for
 * by themselves. So are, whatever their number, those that a failed task does not name: it may have brought them in.
 */
async function confirmMissing(
  context: WriteContext,
  inputs: AllocationInputs,
  { numbers, end }: Ended,
  seen: Rows,
): Promise<Rows> {
  const missing = withoutRow(seen, numbers);
  const view = context.view(inputs.msTenantId);
  const isFew = missing.size <= FEW_UNSEEN;
  const found =
    end.verdict === "failed"
      ? await view.lookConfirmed(missing.minus(refusedIn(missing, end)))
      : await view.askEach(isFew ? missing : NumberSet.empty);
  return new Map([...seen, ...ownRows(found, inputs.msTenantId)]);
}

async function seenAfter(context: WriteContext, inputs: AllocationInputs, ended: Ended): Promise<Rows> {
  const { numbers, end, urns } = ended;
  const tenant = inputs.msTenantId;
  if (numbers.size > HANDFUL && context.view(tenant).trust.isEarned && isClearSuccess(numbers, end))
    return trustTask(context, inputs, numbers, end);
  const undone = (rows: Rows): NumberSet => withoutRow(rows, numbers);
  const rows = await observeWrite(context, {
    ...{ tenant, numbers, end, undone },
    shown: { urns, deed: "upload" },
  });
  // Who gives less than was asked for is not believed about the next ones.
  if (uncuredBy(inputs, rows).size > 0) context.view(tenant).trust.record(false);
  return rows;
}
