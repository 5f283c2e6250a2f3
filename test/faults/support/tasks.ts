import type { TaskFault } from "../../../emulator";
import type { Attempt } from "../../support/in-process/provider-calls";
import { establish } from "./cell";
import type { Desk } from "./desk";
import { LARGE, checked } from "./looks";

export const ALL = "+61395556900..+61395556923";
export const KEPT = "+61395556906..+61395556923";
export const LEFT = "+61395556900..+61395556905";
export const ADDED = "+61395556924..+61395556929";
export const THREE = "+61395556910..+61395556912";
/** What stays and what leaves, and nothing has come yet or all has. */
export const WITH_LEFT = { "+61395556900..+61395556929": 30 };

/** A create or update, what it said, and the virtual time that it took. */
export interface Timed {
  attempt: Attempt<unknown>;
  message: string;
  took: number;
}

/** Uploads 24 numbers. */
export async function create(desk: Desk): Promise<Timed> {
  const inputs = await checked(desk, LARGE.numbers, {});
  return timed(desk, () => desk.create(inputs));
}

/** Releases six of 24 numbers and uploads six others. */
export async function update(desk: Desk): Promise<Timed> {
  await establish(desk, LARGE.numbers);
  const inputs = await checked(desk, LARGE.changed, {});
  return timed(desk, () => desk.update(inputs));
}

export async function timed(desk: Desk, run: () => Promise<Attempt<unknown>>): Promise<Timed> {
  const since = desk.bench.gate.now();
  const attempt = await run();
  return { attempt, message: attempt.error?.message ?? "", took: desk.bench.gate.now() - since };
}

/** The next task that matches is spoiled. */
export function spoilTask(desk: Desk, rule: Omit<TaskFault, "kind">): void {
  desk.bench.emulator.fail({ kind: "task", times: 1, ...rule });
}

/** The platform keeps no task for ever, and says so in one way or another. */
export function forgetTasks(desk: Desk, status = 404): void {
  const body = { title: "Task was not found.", status };
  for (const { path } of desk.bench.emulator.requestsTo("task"))
    desk.bench.emulator.fail({ path, respond: { status, body } });
}

/** How many numbers each upload has sent, without the first one of an update. */
export function sentSizes(desk: Desk): number[] {
  return desk.bench.watch.uploads.map(({ size }) => size);
}

export function releasedSizes(desk: Desk): number[] {
  return desk.bench.watch.releases.map(({ size }) => size);
}
