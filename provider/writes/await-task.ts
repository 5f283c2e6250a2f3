import { bestEffort } from "./best-effort";
import type { EndOfTask } from "./task-end";
import type { WriteContext } from "./write-context";

interface Shown {
  urn: string;
  what: string;
}

/**
 * Waits until a task ends, showing on each resource's row what is being done. Never throws: the list decides, not the task.
 * `earlier`: the unknown status with which an earlier run has waited in vain; a task that still shows it has ended.
 */
export async function awaitTask(
  context: WriteContext,
  taskId: string,
  shown: readonly Shown[],
  earlier?: string,
): Promise<EndOfTask> {
  const onProgress = (status: string, elapsedMs: number): void => {
    showTask(context, shown, { taskId, status, elapsedMs });
  };
  onProgress("", 0);
  const { taskTimeoutMs: timeoutMs } = context.settings;
  const end = await context.tasks.wait(taskId, { timeoutMs, earlier, onProgress });
  if (end.verdict === "timedOut") noteStatus(context, end, shown[0]?.urn ?? "");
  return end;
}

/** What changes comes first: a terminal of 80 columns shows little more than that. */
function showTask(
  { engine }: WriteContext,
  shown: readonly Shown[],
  { taskId, status, elapsedMs }: { taskId: string; status: string; elapsedMs: number },
): void {
  const changing = `${Math.round(elapsedMs / 1000)} s ${status}`.trim();
  for (const { urn, what } of shown) engine.progress(urn, `${changing} · ${what} · task ${taskId}`);
}

/** For a later run on this machine: the engine saves no state where a delete fails, nor where it is killed. */
function noteStatus(context: WriteContext, { taskId, task }: EndOfTask, urn: string): void {
  const { journal, platform, clock } = context;
  const status = task?.outcome === "unknown" ? task.status : "";
  const at = new Date(clock.now()).toISOString();
  bestEffort(context, urn, () => journal.noteStatus({ platform, taskId, status, at }));
}
