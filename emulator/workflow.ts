import { expandNumbers } from "./e164";
import { type NumberEntity, STATUS, type Task } from "./entities";
import type { TaskFault } from "./faults";
import { acquire, newJob } from "./number-rows";
import { beginRelease, finishRelease } from "./release-task";
import { finishUnassign } from "./unassign-task";
import { beginUpload, finishUpload } from "./upload-task";
import type { World } from "./world";

/** What a request asks a task to do. */
export interface Order extends Pick<Task, "operation" | "tenantId" | "upload"> {
  readonly numbers: string[];
  /** The numbers were given as ranges. */
  readonly ranges?: boolean;
}

const PREFIX = { upload: "wup_", release: "tsk_msjob_", unassign: "tsk_msjob_" } as const;

/** Puts the order to work: what is wrong is found now, told and done when the task ends. */
export function beginTask(world: World, order: Order): Task {
  const task = newTask(world, order);
  task.fault = faultFor(world, task);
  if (task.operation === "upload") beginUpload(world, task);
  if (task.operation === "release") beginRelease(world, task, order.ranges ?? false);
  world.store.tasks.set(task.id, task);
  world.store.touch();
  watch(world, task);
  return task;
}

/** Takes up what was running when the state was written. */
export function resume(world: World): void {
  for (const task of world.store.tasks.values()) if (task.endedAt === null) watch(world, task);
  const waiting = new Map<number, NumberEntity[]>();
  for (const row of world.store.list({ status: STATUS.Uploaded }))
    if (row.acquireAt !== null) waiting.set(row.acquireAt, [...(waiting.get(row.acquireAt) ?? []), row]);

  for (const [at, rows] of waiting) acquireLater(world, rows, at);
}

function newTask(world: World, order: Order): Task {
  const now = world.now();
  return {
    ...newJob(world),
    id: PREFIX[order.operation] + world.ids.guid(),
    operation: order.operation,
    tenantId: order.tenantId,
    numbers: order.numbers,
    upload: order.upload,
    createdAt: now,
    dueAt: now + world.settings.taskDurationMs,
    endedAt: null,
    status: world.settings.taskStatus.running,
    messages: [],
    refused: [],
    before: [],
    fault: null,
  };
}

function faultFor(world: World, task: Task): Task["fault"] {
  const rule = world.faults.task.take((candidate) => concerns(candidate, task));
  if (rule === undefined) return null;
  const { status, hang, vanish, lagMs, skip, messages } = rule;
  return {
    ...(status !== undefined && { status }),
    ...(hang !== undefined && { hang }),
    ...(vanish !== undefined && { vanish }),
    ...(lagMs !== undefined && { lagMs }),
    ...(skip !== undefined && { skip: expandNumbers(skip) }),
    ...(messages !== undefined && { messages: [...messages] }),
  };
}

function concerns(rule: TaskFault, task: Task): boolean {
  if (rule.operation !== undefined && rule.operation !== task.operation) return false;
  if (rule.numbers === undefined) return true;
  const wanted = new Set(expandNumbers(rule.numbers));
  return task.numbers.some((number) => wanted.has(number));
}

function watch(world: World, task: Task): void {
  if (task.operation !== "upload") for (const number of task.numbers) world.store.busy.set(number, task.id);
  if (task.fault?.hang !== true) world.schedule.add(task.dueAt, (at) => finish(world, task, at));
}

function finish(world: World, task: Task, at: number): void {
  for (const number of task.numbers) world.store.busy.delete(number);
  task.endedAt = at;
  if (task.operation === "release") finishRelease(world, task, at);
  if (task.operation === "unassign") finishUnassign(world, task);
  if (task.operation === "upload") {
    const rows = finishUpload(world, task, at);
    const acquireAt = at + world.settings.acquireAfterMs;
    for (const row of rows) row.acquireAt = acquireAt;
    acquireLater(world, rows, acquireAt);
  }
  task.status = task.fault?.status ?? task.status;
  task.messages.push(...(task.fault?.messages ?? []));
  world.store.touch();
  const { length } = task.numbers;
  const text = `${task.operation} of ${length} ${length === 1 ? "number" : "numbers"}, task ${task.id}: ${task.status}`;
  world.log.add({ at, kind: "task", text });
}

/** A row that a portal user took away or changed in the meantime is left alone. */
function acquireLater(world: World, rows: readonly NumberEntity[], acquireAt: number): void {
  world.schedule.add(acquireAt, (at) => {
    for (const row of rows) {
      const current = world.store.get(row.telephoneNumber) === row;
      if (current && row.acquiredNumberStatus === STATUS.Uploaded) acquire(world, row, at);
    }
  });
}
