import type { Cancellation } from "../common/cancellation";
import type { Clock } from "../common/clock";
import { messageOf } from "../common/message-of";
import { ApiError, SignInError, type Task } from "../liveplatform";
import { type EndOfTask, cancelled, endOf, timedOut } from "./task-end";

/** Polls in a row that may fail, or find no task, before the task is given up and the list decides. */
const MAX_LOST_POLLS = 5;

/** How a platform may answer for a task that it has forgotten, besides 404. */
const FORGOTTEN = new Set([400, 410, 422]);

interface PollerOptions {
  readonly clock: Clock;
  /** A number from 0 up to 1, as Math.random. */
  readonly random: () => number;
  readonly cancellation: Cancellation;
  /** Undefined where the platform does not know the task. */
  readonly getTask: (taskId: string) => Promise<Task | undefined>;
  readonly intervals: {
    /** The waits of a call that says otherwise go by its `customTimeouts`. */
    readonly taskTimeoutMs: number;
    readonly pollIntervalMs: number;
    readonly maxPollIntervalMs: number;
    readonly requestsPerSecond: number;
  };
}

interface WaitOptions {
  /** So long from now on; a question that is due then is still asked. */
  readonly timeoutMs: number;
  /** The unknown status with which an earlier run has waited in vain; a task that still shows it has ended. */
  readonly earlier?: string | undefined;
  /** Called after each question that did not end the wait. */
  readonly onProgress: (status: string, elapsedMs: number) => void;
}

interface Answer {
  task: Task | undefined;
  note: string;
  /** What to make of it when no better answer comes. */
  verdict: "vanished" | "untold";
  isFinal: boolean;
}

/** Waits for the tasks of one process, which share its requests. */
export class TaskPoller {
  readonly #options: PollerOptions;
  #waiting = 0;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  /** Asks at growing, jittered intervals until the task ends. Never rejects: the list decides, not the task. */
  async wait(taskId: string, options: WaitOptions): Promise<EndOfTask> {
    this.#waiting += 1;
    try {
      return await this.#poll(taskId, options);
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Milliseconds until the next question after so many; all who wait take half of the request budget at the most. */
  interval(polls: number): number {
    const { pollIntervalMs, maxPollIntervalMs, requestsPerSecond } = this.#options.intervals;
    const grown = Math.min(pollIntervalMs * 1.5 ** polls, maxPollIntervalMs);
    const share = this.#waiting > 1 ? (this.#waiting * 2000) / requestsPerSecond : 0;
    return Math.max(grown * (0.8 + 0.4 * this.#options.random()), share);
  }

  async #poll(taskId: string, { timeoutMs, earlier, onProgress }: WaitOptions): Promise<EndOfTask> {
    const { clock, cancellation } = this.#options;
    const started = clock.now();
    let answer: Answer = { task: undefined, note: "", verdict: "untold", isFinal: false };
    let last: Task | undefined;
    for (let polls = 0, lostPolls = 0; lostPolls < MAX_LOST_POLLS && !answer.isFinal; polls += 1) {
      if (clock.now() - started >= timeoutMs) return timedOut(taskId, last, this.#limit(timeoutMs));
      const ms = Math.min(this.interval(polls), timeoutMs);
      await cancellation.wait((signal) => clock.sleep(ms, signal));
      if (cancellation.isCancelled) return cancelled(taskId, last);
      answer = await this.#ask(taskId);
      lostPolls = answer.task === undefined ? lostPolls + 1 : 0;
      const end = answer.task && endOf(answer.task, last === undefined ? earlier : undefined);
      if (end !== undefined) return end;
      last = answer.task ?? last;
      if (!answer.isFinal) onProgress(shownStatus(answer), clock.now() - started);
    }
    return { taskId, verdict: answer.verdict, task: last, note: `task ${taskId}: ${answer.note}` };
  }

  #limit(afterMs: number): Parameters<typeof timedOut>[2] {
    const isSetting = afterMs === this.#options.intervals.taskTimeoutMs;
    return { afterMs, setBy: isSetting ? "liveplatform:taskTimeout" : "customTimeouts" };
  }

  async #ask(taskId: string): Promise<Answer> {
    try {
      const task = await this.#options.getTask(taskId);
      const note = task ? `status ${task.status}` : "the platform no longer knows it";
      return { task, note, verdict: "vanished", isFinal: false };
    } catch (error) {
      return notAnswered(error);
    }
  }
}

function shownStatus({ task }: Answer): string {
  return task?.status ?? "no answer";
}

function notAnswered(error: unknown): Answer {
  const isForgotten = error instanceof ApiError && FORGOTTEN.has(error.status);
  const isRefused =
    (error instanceof ApiError && (error.isUnauthorized || error.isForbidden)) ||
    (error instanceof SignInError && error.isRefusal);
  return {
    task: undefined,
    note: messageOf(error),
    verdict: isForgotten ? "vanished" : "untold",
    isFinal: isRefused,
  };
}
