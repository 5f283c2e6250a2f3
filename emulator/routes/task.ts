import { ok, refused } from "../answers";
import type { Handler } from "../call";
import { taskTimestamp, timestamp } from "../clock";
import type { Task } from "../entities";
import type { World } from "../world";

/** GET v2 task/{id}; 404 where it is unknown, or ended longer ago than tasks are kept. */
export const task: Handler = (world, call) => {
  const found = world.store.tasks.get(call.captured);
  const expired = world.clock.now() - (found?.endedAt ?? Infinity) >= world.settings.taskRetentionMs;
  if (found !== undefined && !expired && found.fault?.vanish !== true) return ok(taskPayload(world, found));
  const detail = `Task ${call.captured} was not found.`;
  throw refused(world, { status: 404, title: "Not Found", detail, instance: call.path });
};

function taskPayload(world: World, found: Task): Record<string, unknown> {
  const ended = hasEnded(world, found);
  return {
    id: found.id,
    status: found.status,
    details: ended ? [resultOf(found)] : [],
    executionMessages: ended ? found.messages : [],
    outputData: outputData(world, found),
    totalNumbersCount: found.numbers.length,
  };
}

/** A rule may let a task do its work and still look as if it ran. */
function hasEnded(world: World, found: Task): boolean {
  return found.status !== world.settings.taskStatus.running;
}

function outputData(world: World, found: Task): Record<string, unknown> {
  const created = { CreateTime: taskTimestamp(found.createdAt) };
  if (found.endedAt === null || !hasEnded(world, found)) return { ...created, ...version(found) };
  const refusedAll = found.refused.length === found.numbers.length;
  return {
    ...created,
    CompleteTime: taskTimestamp(found.endedAt),
    ...(found.operation === "upload" && { OcUploadNumberResult: resultOf(found) }),
    ...version(found),
    ...(found.operation === "upload" && { SbcIdList: sbcIds(world, found) }),
    MsJobWhenUpdated: timestamp(found.endedAt),
    MsJobId: found.jobId,
    MsJobStatus: refusedAll ? "Failed" : "Success",
  };
}

function version(found: Task): Record<string, unknown> {
  return found.upload === null ? {} : { WorkflowVersion: found.upload.workflowVersion };
}

function resultOf(found: Task): string {
  const done = {
    upload: "NumbersUploaded",
    release: "NumbersReleased",
    unassign: "NumbersUnassigned",
  } as const;
  return found.refused.length === found.numbers.length ? "Failed" : done[found.operation];
}

function sbcIds(world: World, found: Task): number[] {
  const profile = world.store.profiles.get(found.upload?.callingProfileId ?? "");
  return profile?.sbcs.map(({ sbcId }) => sbcId) ?? [];
}
