import type { Task } from "./entities";
import type { World } from "./world";

/** How a task went: reasons by number, and what to say where something went well. */
export interface Outcome {
  readonly refused: ReadonlyMap<string, string>;
  readonly success: readonly string[];
  /** Nothing was done because of what was refused. */
  readonly stopped?: boolean;
}

/** Writes status and messages: all well, some refused, or all. */
export function endTask(world: World, task: Task, outcome: Outcome): void {
  const { taskStatus } = world.settings;
  const { refused, success, stopped = false } = outcome;
  const some = !stopped && task.numbers.some((number) => !refused.has(number));
  const ending = some ? taskStatus.partial : taskStatus.failure;
  task.status = refused.size === 0 ? taskStatus.success : ending;
  task.refused = [...refused];
  inform(task, "Input is valid.");
  for (const reason of refused.values()) task.messages.push({ level: "Error", message: reason });
  if (some) for (const message of success) inform(task, message);
  inform(task, some ? "Workflow completed." : "Workflow stopped.");
}

function inform(task: Task, message: string): void {
  task.messages.push({ level: "Information", message });
}
