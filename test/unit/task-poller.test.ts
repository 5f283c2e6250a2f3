import { Cancellation } from "../../provider/common/cancellation";
import { ApiError, type Task } from "../../provider/liveplatform";
import { TaskPoller } from "../../provider/writes/task-poller";

const SETTINGS = {
  taskTimeoutMs: 10_000,
  pollIntervalMs: 2000,
  maxPollIntervalMs: 30_000,
  requestsPerSecond: 10,
};
const HOUR_MS = 3_600_000;

let now = 0;
let sleeps: number[] = [];
let cancellation: Cancellation;
/** What happens while a poller sleeps. */
let meanwhile: () => void;

const clock = {
  now: () => now,
  sleep: (ms: number): Promise<void> => {
    sleeps.push(Math.round(ms));
    now += ms;
    meanwhile();
    return Promise.resolve();
  },
};

beforeEach(() => {
  now = 1_000_000;
  sleeps = [];
  cancellation = new Cancellation();
  meanwhile = () => undefined;
});

function task(status: string, outcome: Task["outcome"]): Task {
  return { id: "wup_1", status, outcome, messages: [], sbcIds: [], details: [] };
}

const RUNNING = task("InProgress", "running");
const DONE = task("Completed Success", "succeeded");
const PAUSED = task("Paused", "unknown");

type Reply = Task | undefined | Error;

/** Answers one after the other, the last one for good. */
function poller(replies: readonly Reply[], random: () => number = () => 0.5): TaskPoller {
  let asked = 0;
  const getTask = (): Promise<Task | undefined> => {
    const reply = replies[Math.min(asked, replies.length - 1)];
    asked += 1;
    return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
  };
  return new TaskPoller({ clock, random, cancellation, getTask, intervals: SETTINGS });
}

function answer(status: number): ApiError {
  return new ApiError(`GET /task answered ${status}`, {
    ...{ verb: "GET", path: "/task", status, outcomeUnknown: false },
    ...{ errorTicket: undefined, traceId: undefined, errorCode: undefined, requestedWaitMs: undefined },
  });
}

const wait = { timeoutMs: HOUR_MS, onProgress: () => undefined };
const tenTimes = (reply: Reply): Reply[] => Array.from({ length: 10 }, () => reply);

it("an only task is asked about after 2 s, then at intervals that grow by half, up to 30 s", async () => {
  await poller([...tenTimes(RUNNING), DONE]).wait("wup_1", wait);
  expect(sleeps).toEqual([2000, 3000, 4500, 6750, 10125, 15188, 22781, 30000, 30000, 30000, 30000]);
});

it("chance makes an interval up to a fifth shorter or longer", async () => {
  const chances = [0, 1, 0, 1];
  await poller([RUNNING, RUNNING, RUNNING, DONE], () => chances.shift() ?? 0).wait("wup_1", wait);
  expect(sleeps).toEqual([1600, 3600, 3600, 8100]);
});

it("a hundred tasks are asked about every 20 s each, half of ten requests a second, and then a single one as ever", async () => {
  const tasks = poller([RUNNING, DONE]);
  const intervals = (): number[] => [0, 7, 8].map((polls) => tasks.interval(polls));
  const crowd = Array.from({ length: 99 }, () => tasks.wait("wup_1", wait));
  const last = tasks.wait("wup_1", wait);
  expect(intervals()).toEqual([20_000, 30_000, 30_000]);
  await Promise.all([...crowd, last]);
  expect(intervals()).toEqual([2000, 30_000, 30_000]);
});

it("two pollers do not count each other's tasks", () => {
  const [one, other] = [poller([RUNNING, DONE]), poller([RUNNING, DONE])];
  const waits = [one.wait("wup_1", wait), one.wait("wup_2", wait)];
  expect(other.interval(0)).toBe(2000);
  return Promise.all(waits);
});

it("a task that succeeds or fails ends the wait with the platform's own word", async () => {
  expect(await poller([DONE]).wait("wup_1", wait)).toEqual({
    ...{ taskId: "wup_1", verdict: "succeeded", task: DONE },
    note: "task wup_1 ended Completed Success",
  });
  const failed = task("Failed", "failed");
  expect(await poller([failed]).wait("wup_1", wait)).toMatchObject({ verdict: "failed", task: failed });
});

it("progress is told after each question that does not end the wait, with the status and the time since its begin", async () => {
  const told: string[] = [];
  const onProgress = (status: string, ms: number): void => void told.push(`${ms / 1000} s ${status}`);
  await poller([RUNNING, undefined, DONE]).wait("wup_1", { ...wait, onProgress });
  expect(told).toEqual(["2 s InProgress", "5 s no answer"]);
});

it("at the deadline the wait ends with the last status, and names the setting", async () => {
  const end = await poller([RUNNING]).wait("wup_1", { ...wait, timeoutMs: 10_000 });
  expect(sleeps).toEqual([2000, 3000, 4500, 6750]);
  expect(end).toMatchObject({ verdict: "timedOut", task: RUNNING });
  expect(end.note).toBe(
    "task wup_1 has not ended after 10 s (status InProgress); liveplatform:taskTimeout sets how long to wait",
  );
});

it("a wait that the resource's own option has bounded names that, as the setting has no say in it", async () => {
  const end = await poller([RUNNING]).wait("wup_1", { ...wait, timeoutMs: 3000 });
  expect(end.note).toBe(
    "task wup_1 has not ended after 3 s (status InProgress); customTimeouts sets how long to wait",
  );
});

it("no interval is longer than the whole wait", async () => {
  await poller([RUNNING]).wait("wup_1", { ...wait, timeoutMs: 500 });
  expect(sleeps).toEqual([500]);
});

it("an unknown status is waited out, and counts as an end only where an earlier run has waited it out too", async () => {
  const first = await poller([PAUSED]).wait("wup_1", { ...wait, timeoutMs: 5000 });
  expect(first).toMatchObject({ verdict: "timedOut", task: PAUSED });
  expect(first.note).toContain("This version does not know that status");
  sleeps = [];
  const again = await poller([PAUSED]).wait("wup_1", { ...wait, earlier: "paused" });
  expect(again).toMatchObject({ verdict: "stuck", task: PAUSED });
  expect(sleeps).toEqual([2000]);
});

it("a status that has moved since the earlier run is waited for as any other", async () => {
  const end = await poller([task("Resumed", "unknown"), PAUSED, DONE]).wait("wup_1", {
    ...wait,
    earlier: "Paused",
  });
  expect(end.verdict).toBe("succeeded");
});

it.each([
  ["of which the platform knows nothing", undefined, "vanished", "the platform no longer knows it"],
  ["that is answered with 410", answer(410), "vanished", "410"],
  ["that is answered with 500", answer(500), "untold", "500"],
])("a task %s is given up after five questions in a row", async (_, reply, verdict, note) => {
  const end = await poller([RUNNING, ...tenTimes(reply)]).wait("wup_1", wait);
  expect(sleeps).toHaveLength(6);
  expect(end).toMatchObject({ verdict, task: RUNNING });
  expect(end.note).toContain(note);
});

it("an answer between two that failed begins the count anew", async () => {
  const lost = [answer(500), answer(500), answer(500), answer(500)];
  const end = await poller([...lost, RUNNING, ...lost, DONE]).wait("wup_1", wait);
  expect(end.verdict).toBe("succeeded");
});

it.each([401, 403])("who may not ask (%i) does not ask again", async (status) => {
  const end = await poller([answer(status)]).wait("wup_1", wait);
  expect(sleeps).toHaveLength(1);
  expect(end).toMatchObject({ verdict: "untold", task: undefined });
});

it("a run that is cancelled asks nothing more, and ends with what it saw last", async () => {
  const tasks = poller([RUNNING, DONE]);
  meanwhile = () => {
    if (sleeps.length === 2) cancellation.cancel();
  };
  expect(await tasks.wait("wup_1", wait)).toEqual({
    ...{ taskId: "wup_1", verdict: "timedOut", task: RUNNING },
    note: "task wup_1 had not ended when the run was cancelled",
  });
});
