import type { Line } from "./upload-entry";

export interface LateTask {
  platform: string;
  taskId: string;
  /** One that nobody knows; empty where it is known to go on. */
  status: string;
  /** ISO 8601 */
  at: string;
}

/** The tasks that earlier runs have waited for in vain, by what they noted. */
export class LateTasks {
  readonly #tasks = new Map<string, LateTask>();

  /** False where the line tells of something else. */
  take({ platform, taskId, status, at }: Line): boolean {
    if (platform === undefined || taskId === undefined || status === undefined || at === undefined)
      return false;
    const key = lateKey(platform, taskId);
    if (at >= (this.#tasks.get(key)?.at ?? "")) this.#tasks.set(key, { platform, taskId, status, at });
    return true;
  }

  /** What the task showed last; undefined where nobody has waited for it in vain. */
  statusOf(platform: string, taskId: string): string | undefined {
    return this.#tasks.get(lateKey(platform, taskId))?.status;
  }
}

export function lateKey(platform: string, taskId: string): string {
  return `${platform} ${taskId}`;
}
