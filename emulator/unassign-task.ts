import type { Task } from "./entities";
import { endTask } from "./task-end";
import type { World } from "./world";

export function finishUnassign(world: World, task: Task): void {
  const refused = new Map<string, string>();
  const skipped = new Set(task.fault?.skip);
  for (const number of task.numbers) {
    const reason = world.store.refusal("unassign", number);
    const row = world.store.get(number);
    if (reason !== undefined) refused.set(number, `Number ${number}: ${reason}`);
    else if (row?.tenantId !== task.tenantId) refused.set(number, `Number ${number} not found`);
    else if (!skipped.has(number)) world.store.change(row, { assignmentStatus: "Unassigned" });
  }
  endTask(world, task, { refused, success: ["Number(s) unassigned."] });
}
