import { ApiError, SignInError, type Task } from "../liveplatform";
import { messageOf } from "../state/errors";
import type { Statuses } from "../state/sent";
import { bestEffort } from "./best-effort";
import type { WriteContext } from "./write-context";

/** Polls in a row that may fail, or find no task, before the task is given up and the list decides. */
const MAX_LOST_POLLS = 5;

/** How a platform may answer for a task that it has forgotten, besides 404. */
const FORGOTTEN = new Set([400, 410, 422]);

/**
 * `timedOut`: the task had not ended by the deadline; `vanished`: the platform does not know it (any more); `stuck`: it shows
 * the unknown status of an earlier run; `lost`: the platform could not be asked how it ended.
 */
export type Verdict = "succeeded" | "failed" | "timedOut" | "vanished" | "stuck" | "lost";

export interface TaskEnd {
  taskId: string;
  verdict: Verdict;
  /** The last answer, with its messages, when there was one. */
  task: Task | undefined;
  /** What there is to say when it did not simply succeed. */
  note: string;
}

/** Of a write of which no task is known. */
export function endWithoutTask(verdict: "vanished" | "lost", note: string): TaskEnd {
  return { taskId: "", verdict, task: undefined, note };
}

/** Tasks that this process waits for now: together their polls take half of the request budget at the most. */
let waiting = 0;

/** A resource that waits for a task, and what for. */
export interface Shown {
  urn: string;
  what: string;
}

/**
 * Waits until a task ends, asking at growing, jittered intervals and showing on each resource's row what is being done.
 * Never throws: the list decides, not the task. `earlier`: the unknown status with which an earlier run has waited in vain;
 * a task that still shows it has ended.
 */
export async function awaitTask(
  context: WriteContext,
  taskId: string,
  shown: readonly Shown[],
  earlier?: string,
): Promise<TaskEnd> {
  waiting += 1;
  try {
    const show = (status: string, elapsedMs: number): void => {
      showTask(context, shown, { taskId, status, elapsedMs });
    };
    show("", 0);
    const end = await poll(context, { taskId, earlier }, show);
    if (end.verdict === "timedOut") noteStatus(context, end, shown[0]?.urn ?? "");
    return end;
  } finally {
    waiting -= 1;
  }
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
function noteStatus(context: WriteContext, { taskId, task }: TaskEnd, urn: string): void {
  const { journal, platform, clock } = context;
  const status = task?.outcome === "unknown" ? task.status : "";
  const at = new Date(clock.now()).toISOString();
  bestEffort(context, urn, () => journal.noteStatus({ platform, taskId, status, at }));
}

async function poll(
  context: WriteContext,
  { taskId, earlier }: { taskId: string; earlier: string | undefined },
  onProgress: (status: string, elapsedMs: number) => void,
): Promise<TaskEnd> {
  const { clock, settings, cancellation } = context;
  const started = clock.now();
  let lastAnswer: Answer = { task: undefined, note: "", verdict: "lost", isFinal: false };
  let last: Task | undefined;
  for (let polls = 0, lostPolls = 0; lostPolls < MAX_LOST_POLLS; polls += 1) {
    if (clock.now() - started >= settings.taskTimeoutMs)
      return timedOut(taskId, last, settings.taskTimeoutMs);
    const wait = Math.min(interval(context, polls), settings.taskTimeoutMs);
    await cancellation.wait((signal) => clock.sleep(wait, signal));
    if (cancellation.isCancelled) return cancelled(taskId, last);
    const answer = await ask(context, taskId);
    lostPolls = answer.task === undefined ? lostPolls + 1 : 0;
    lastAnswer = answer;
    const end = answer.task && endOf(answer.task, last === undefined ? earlier : undefined);
    if (end !== undefined) return end;
    last = answer.task ?? last;
    if (answer.isFinal) break;
    onProgress(answer.task?.status ?? "no answer", clock.now() - started);
  }
  return { taskId, verdict: lastAnswer.verdict, task: last, note: `task ${taskId}: ${lastAnswer.note}` };
}

interface Answer {
  task: Task | undefined;
  note: string;
  /** What to make of it when no better answer comes. */
  verdict: "vanished" | "lost";
  isFinal: boolean;
}

async function ask(context: WriteContext, taskId: string): Promise<Answer> {
  try {
    const task = await context.api.getTask(taskId);
    const note = task ? `status ${task.status}` : "the platform no longer knows it";
    return { task, note, verdict: "vanished", isFinal: false };
  } catch (error) {
    if (error instanceof ApiError && FORGOTTEN.has(error.status))
      return { task: undefined, note: messageOf(error), verdict: "vanished", isFinal: false };
    const isFinal =
      (error instanceof ApiError && (error.isUnauthorized || error.isForbidden)) ||
      (error instanceof SignInError && error.isRefusal);
    return { task: undefined, note: messageOf(error), verdict: "lost", isFinal };
  }
}

function interval(context: WriteContext, polls: number): number {
  const { pollIntervalMs, maxPollIntervalMs, requestsPerSecond } = context.settings;
  const grown = Math.min(pollIntervalMs * 1.5 ** polls, maxPollIntervalMs);
  const share = (waiting * 2000) / requestsPerSecond;
  return Math.max(grown * (0.8 + 0.4 * context.random()), waiting > 1 ? share : 0);
}

/** `stuckIn`: the unknown status that counts as an end. */
function endOf(task: Task, stuckIn: string | undefined): TaskEnd | undefined {
  const { id, outcome, status } = task;
  if (outcome === "succeeded" || outcome === "failed")
    return { taskId: id, verdict: outcome, task, note: `task ${id} ended ${status}` };
  if (outcome === "running" || status.toLowerCase() !== stuckIn?.toLowerCase()) return undefined;
  const note = `task ${id} still shows the status ${status}, as in an earlier run: it counts as ended`;
  return { taskId: id, verdict: "stuck", task, note };
}

function cancelled(taskId: string, task: Task | undefined): TaskEnd {
  return {
    taskId,
    verdict: "timedOut",
    task,
    note: `task ${taskId} had not ended when the run was cancelled`,
  };
}

function timedOut(taskId: string, task: Task | undefined, afterMs: number): TaskEnd {
  const status = task ? ` (status ${task.status})` : "";
  const unknown =
    task?.outcome === "unknown"
      ? ". This version does not know that status: if the next run finds the task with it, the task counts as ended"
      : "";
  const note = `task ${taskId} has not ended after ${Math.round(afterMs / 1000)} s${status}; liveplatform:taskTimeout sets how long to wait${unknown}`;
  return { taskId, verdict: "timedOut", task, note };
}

/** `earlier`: what is known of tasks that could not be asked this time. */
export function unknownStatuses(ends: readonly TaskEnd[], earlier: Statuses = {}): Statuses {
  const known = ends.map(({ taskId, verdict, task }) => {
    if (verdict !== "timedOut") return [taskId, earlier[taskId]] as const;
    return [taskId, task?.outcome === "unknown" ? task.status : undefined] as const;
  });
  return Object.fromEntries(known.flatMap(([taskId, status]) => (status ? [[taskId, status]] : [])));
}
