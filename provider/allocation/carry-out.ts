import { NumberSet } from "../numbers/number-set";
import { NOTHING_SENT, type Sent } from "../run/sent";
import type { Reason } from "../state/reason";
import { settingsIn } from "../state/settings-change";
import type { AllocationInputs } from "../state/state";
import { type Rows, pick } from "../tenant/rows";
import { readNotes } from "../writes/best-effort";
import { clearMarks } from "../writes/clear-marks";
import { release } from "../writes/release";
import { upload } from "../writes/upload";
import { joinUploads } from "../writes/uploaded";
import { changeSettings } from "./change-settings";
import type { Context } from "./context";
import type { Situation } from "./decide";
import type { Decision } from "./fate";
import type { Start } from "./start";
import { stillHeldElsewhere } from "./still-held-elsewhere";

interface Decided {
  readonly situation: Situation;
  readonly decision: Decision;
}

export interface Done {
  /** The numbers that were to leave and are gone. */
  released: NumberSet;
  /** Numbers that were released for a new upload, whether or not that went through. */
  touched: NumberSet;
  /** Those among the numbers to be given other settings that have not got them. */
  undone: NumberSet;
  /** The rows of numbers that were uploaded or cleared. */
  rows: Rows;
  pending: Sent;
  reasons: Reason[];
  taskId: string | undefined;
  sbcIds: number[];
}

/** Writes what was decided. Never throws: what fails is a reason, and the rest of the work is still done. */
export async function carryOut(context: Context, start: Start, decided: Decided): Promise<Done> {
  const { allocation, to } = start;
  const { situation, decision } = decided;
  const toRelease = pick(situation.rows, decision.of("release"));
  const gone = await release(context, allocation, toRelease);
  const brought = to === undefined ? NOTHING_BROUGHT : await bringIn(context, { ...start, to }, decided);
  return { ...brought, released: gone.released, reasons: [...gone.reasons, ...brought.reasons] };
}

const NOTHING_BROUGHT: Omit<Done, "released"> = {
  touched: NumberSet.empty,
  undone: NumberSet.empty,
  rows: new Map(),
  pending: NOTHING_SENT,
  reasons: [],
  taskId: undefined,
  sbcIds: [],
};

async function bringIn(
  context: Context,
  { allocation, from, to, own, sent }: Start & { to: AllocationInputs },
  { situation, decision }: Decided,
): Promise<Omit<Done, "released">> {
  const cleared = await clearMarks(context, allocation, decision.of("clear"));
  const wanted = decision.of("upload");
  const elsewhere = await stillHeldElsewhere(context, allocation, wanted);
  for (const later of elsewhere.later) context.warnOnce(allocation.urn, later);
  const sentBefore = readNotes(context, allocation.urn, () => [
    context.journal.sent(allocation, context.clock.now()),
  ]);
  const uploaded = await upload(context, allocation.urn, {
    inputs: to,
    numbers: wanted.minus(elsewhere.numbers),
    ours: NumberSet.unionAll([own, sent.numbers, ...sentBefore]),
    begun: NumberSet.empty,
  });
  const changed = await changeSettings(context, allocation, {
    inputs: to,
    had: from === undefined ? [] : settingsIn(from, own),
    rows: pick(situation.rows, decision.of("repair", "reset")),
  });
  const { rows, pending, reasons, taskId, sbcIds } = joinUploads([uploaded, changed]);
  return {
    touched: changed.touched,
    undone: changed.undone,
    rows: new Map([...cleared.rows, ...rows]),
    reasons: [...decision.reasons, ...cleared.reasons, ...elsewhere.reasons, ...reasons],
    ...{ pending, taskId, sbcIds },
  };
}
