import type { Task } from "../liveplatform";
import type { Statuses } from "../run/sent";

/**
 * `timedOut`: the task had not ended by the deadline, or when the run was cancelled; `vanished`: the platform does not know it
 * (any more); `stuck`: it shows the unknown status of an earlier run; `untold`: the platform could not be asked how it ended.
 */
export type Verdict = "succeeded" | "failed" | "timedOut" | "vanished" | "stuck" | "untold";

/** How a task ended, or why nobody waits for it any more. */
export interface EndOfTask {
  taskId: string;
  verdict: Verdict;
  /** The last answer, with its messages, when there was one. */
  task: Task | undefined;
  /** What there is to say when it did not simply succeed. */
  note: string;
}

/** Of a write of which no task is known. */
interface EndWithoutTask {
  taskId: undefined;
  verdict: "vanished" | "untold";
  task: undefined;
  note: string;
}

export type TaskEnd = EndOfTask | EndWithoutTask;

export function endWithoutTask(verdict: EndWithoutTask["verdict"], note: string): EndWithoutTask {
  return { taskId: undefined, verdict, task: undefined, note };
}

/** What a task's status means; undefined while it goes on. `stuckIn`: the unknown status that counts as an end. */
export function endOf(task: Task, stuckIn: string | undefined): EndOfTask | undefined {
  const { id: taskId, outcome, status } = task;
  if (outcome === "succeeded" || outcome === "failed")
    return { taskId, verdict: outcome, task, note: `task ${taskId} ended ${status}` };

  if (outcome === "running" || status.toLowerCase() !== stuckIn?.toLowerCase()) return undefined;
  const note = `task ${taskId} still shows the status ${status}, as in an earlier run: it counts as ended`;
  return { taskId, verdict: "stuck", task, note };
}

export function cancelled(taskId: string, task: Task | undefined): EndOfTask {
  const note = `task ${taskId} had not ended when the run was cancelled`;
  return { taskId, verdict: "timedOut", task, note };
}

/** A wait that was long enough. */
interface Wait {
  afterMs: number;
  /** What sets how long to wait: the setting, or the resource's own option. */
  setBy: "liveplatform:taskTimeout" | "customTimeouts";
}

export function timedOut(taskId: string, task: Task | undefined, { afterMs, setBy }: Wait): EndOfTask {
  const status = task ? ` (status ${task.status})` : "";
  const unknown =
    task?.outcome === "unknown"
      ? ". This version does not know that status; if the next run finds it unchanged, the task counts as ended"
      : "";
  const note = `task ${taskId} has not ended after ${Math.round(afterMs / 1000)} s${status}; ${setBy} sets how long to wait${unknown}`;
  return { taskId, verdict: "timedOut", task, note };
}

/** Whether its work may still be under way. */
export function mayGoOn({ verdict }: TaskEnd): boolean {
  return verdict === "timedOut" || verdict === "untold";
}

/**
 * The unknown statuses in which tasks were left, by task: one that a later run finds unchanged has ended. `earlier`: what is
 * known of tasks that could not be asked this time.
 */
export function unknownStatuses(ends: readonly TaskEnd[], earlier: Statuses = {}): Statuses {
  const known = ends.flatMap(({ taskId, verdict, task }) => {
    if (taskId === undefined) return [];
    if (verdict !== "timedOut") return [[taskId, earlier[taskId]] as const];
    return [[taskId, task?.outcome === "unknown" ? task.status : undefined] as const];
  });
  return Object.fromEntries(known.flatMap(([taskId, status]) => (status ? [[taskId, status]] : [])));
}
