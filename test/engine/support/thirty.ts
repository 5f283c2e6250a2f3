import { expandNumbers } from "../../../emulator/e164";
import { type LiveStack, allocation, failed, program, range } from "./live-stack";
import type { Stacks } from "./use-live-stack";

export const THIRTY = { phoneNumberRanges: [range("+61395556900", "+61395556929")] };
export const ALL = "+61395556900..+61395556929";
export const desks = program(allocation("desks", THIRTY));
export const HOUR_MS = 3_600_000;
/** A run that gives up a task before it ends. */
export const IMPATIENT = { LIVEPLATFORM_TASK_TIMEOUT: "300ms" };
/** So long is looked for what does not come. */
export const SHORT = { LIVEPLATFORM_TASK_TIMEOUT: "3s" };

/** All thirty are there, in one piece, and an upload brought each of them about once. */
export function expectUploadedOnce(live: LiveStack): void {
  expect(live.outputs("desks")).toMatchObject({ numbers: { [ALL]: 30 }, numberCount: 30 });
  expect(live.outputs("desks")).not.toHaveProperty("pending");
  for (const number of expandNumbers(ALL)) expect(live.emulator.uploadsOf(number)).toBe(1);
  expect(live.emulator.counts.releases).toBe(0);
}

/** A first up has given up the task of its upload, which takes an hour. */
export async function startedLate(stacks: Stacks): Promise<LiveStack> {
  const live = await stacks.create({ program: desks, emulator: { taskDurationMs: HOUR_MS } });
  expect(failed(await live.stack.up({ env: IMPATIENT }))).toMatch(
    /\+61395556900\.\.\+61395556929 \(30 numbers\): uploaded and not seen in the tenant yet \(task wup_\S+ has not ended after .*liveplatform:taskTimeout sets how long to wait\)/,
  );
  expect(live.outputs("desks")).toMatchObject({ numbers: {}, pending: { [ALL]: 30 }, numberCount: 0 });
  return live;
}
