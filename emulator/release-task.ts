import { STATUS, type Task } from "./entities";
import { isInUse } from "./number-rows";
import { endTask } from "./task-end";
import type { World } from "./world";

/** One number in use, or an SBC that is away, stops the whole request; else its rows are ReleaseRequested. */
export function beginRelease(world: World, task: Task, ranges: boolean): void {
  const offline = ranges ? offlineSbc(world, task.tenantId) : null;
  task.refused =
    offline === null ? numbersInUse(world, task) : refuseAll(task, `SBC ${offline} is not online`);
  if (task.refused.length > 0) return;
  for (const number of task.numbers) {
    const row = world.store.get(number);
    if (row === undefined) continue;
    task.before.push([number, row.acquiredNumberStatus]);
    world.store.change(row, { acquiredNumberStatus: STATUS.ReleaseRequested });
  }
}

export function finishRelease(world: World, task: Task, at: number): void {
  const assigned = numbersInUse(world, task);
  if (task.refused.length === 0 && assigned.length > 0) task.refused = assigned;
  const stopped = task.refused.length > 0;
  const refused = stopped ? new Map(task.refused) : demanded(world, task);
  const kept = new Set(stopped ? task.numbers : [...refused.keys(), ...(task.fault?.skip ?? [])]);
  for (const number of task.numbers) if (!kept.has(number)) leave(world, task, { number, at });
  restore(world, task, kept);
  endTask(world, task, { refused, success: ["Number(s) released."], stopped });
}

/** A portal user may have taken it away, or given it to another tenant, in the meantime. */
function leave(world: World, task: Task, { number, at }: { number: string; at: number }): void {
  const row = world.store.get(number);
  if (row?.tenantId !== task.tenantId) return;
  world.store.count("releases", number);
  const { lagMs = 0 } = task.fault ?? {};
  const goes = (): void => {
    if (world.store.get(number) === row) world.store.remove(number);
  };
  if (lagMs === 0) goes();
  else world.schedule.add(at + lagMs, goes);
}

function numbersInUse(world: World, task: Task): [string, string][] {
  return task.numbers.flatMap((number): [string, string][] => {
    const row = world.store.get(number);
    if (row?.tenantId !== task.tenantId || !isInUse(row)) return [];
    return [[number, `Number ${number} is assigned (${row.assignmentStatus}) and must be unassigned first`]];
  });
}

function demanded(world: World, task: Task): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const number of task.numbers) {
    const reason = world.store.refusal("release", number);
    if (reason !== undefined) reasons.set(number, `Number ${number}: ${reason}`);
  }
  return reasons;
}

function refuseAll(task: Task, reason: string): [string, string][] {
  return task.numbers.map((number) => [number, `Number ${number}: ${reason}`]);
}

function offlineSbc(world: World, tenantId: string): string | null {
  const rows = world.store.list({ tenantId });
  const profiles = new Set(rows.map(({ callingProfileId }) => callingProfileId));
  const sbcs = [...profiles].flatMap((id) => world.store.profiles.get(id)?.sbcs ?? []);
  return sbcs.find(({ online }) => online === false)?.sbcName ?? null;
}

function restore(world: World, task: Task, kept: ReadonlySet<string>): void {
  for (const [number, acquiredNumberStatus] of task.before) {
    const row = kept.has(number) ? world.store.get(number) : undefined;
    if (row?.acquiredNumberStatus === STATUS.ReleaseRequested)
      world.store.change(row, { acquiredNumberStatus });
  }
}
