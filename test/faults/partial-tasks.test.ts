import { expectConvergence, expectGuarantees, held, notDone } from "./support/cell";
import { LARGE, checked } from "./support/looks";
import { up } from "./support/runs";
import { ALL, THREE, create, sentSizes, spoilTask, timed } from "./support/tasks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

const HELD = "held by another operator";
const LATE = "+61395556900..+61395556909";
const NOT_FOUND = { status: 404, body: { title: "Not Found" } };
const errors = [10, 11, 12].map((last) => ({
  level: "Error" as const,
  message: `Number +613955569${last}: ${HELD}`,
}));

/** Neither the list nor a GET shows what comes in, for so long after each upload. */
function lag(ms: number): void {
  const rules = [
    bench.emulator.fail({ kind: "list", lagMs: ms }),
    bench.emulator.fail({ path: /\/numbers\/\+/, respond: NOT_FOUND }),
  ];
  const since = bench.gate.now();
  bench.meanwhile = () => {
    if (bench.emulator.numbers().length === 0 || bench.gate.now() - since < ms + 4_000) return;
    for (const rule of rules) rule.remove();
  };
}

it("a task that says success, and names numbers in errors, refuses these, without waiting for them; the next run sends just them", async () => {
  spoilTask(desk, { operation: "upload", skip: THREE, messages: errors });
  const { attempt, message, took } = await create(desk);
  expect(notDone(attempt.error)).toEqual({ refused: THREE });
  expect(message).toContain(HELD);
  expect(took).toBeLessThan(10_000);
  expect(desk.state).toMatchObject({ numberCount: 21 });
  expect(desk.state).not.toHaveProperty("pending");
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 3]);
});

it("a task that says success, and names numbers in errors, keeps those that it does not name as pending", async () => {
  spoilTask(desk, { operation: "upload", skip: THREE, messages: errors.slice(0, 1) });
  const { attempt } = await create(desk);
  const unnamed = "+61395556911..+61395556912";
  expect(notDone(attempt.error)).toEqual({ refused: "+61395556910", not_seen: unnamed });
  expect(desk.state).toMatchObject({ pending: { [unnamed]: 2 } });
});

it("a task that says success, and names numbers in errors, holds numbers that it warns of", async () => {
  const messages = [{ level: "Warning" as const, message: "Number +61395556910 is not acquired yet" }];
  spoilTask(desk, { operation: "upload", messages });
  withJob(undefined);
  const { attempt } = await create(desk);
  expect(attempt.error).toBeUndefined();
  expect(desk.state).toMatchObject({ numbers: { [ALL]: 24 } });
});

it("a task that fails and names some of its numbers brings in the others, also where they show late", async () => {
  spoilTask(desk, { operation: "upload", status: "Failed", skip: THREE, messages: errors });
  lag(8_000);
  const { attempt } = await create(desk);
  expect(notDone(attempt.error)).toEqual({ refused: THREE });
  expect(desk.state).toMatchObject({ numberCount: 21 });
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 3]);
});

it("a task that fails and names some of its numbers leaves those that show very late to the next run, which takes them over", async () => {
  spoilTask(desk, { operation: "upload", status: "Failed", skip: THREE, messages: errors });
  const rules = [
    bench.emulator.fail({ kind: "list", hide: LATE }),
    bench.emulator.fail({ path: /\/numbers\/\+6139555690/, respond: NOT_FOUND }),
  ];
  await create(desk);
  expect(desk.state).toMatchObject({ numberCount: 11, pending: { [LATE]: 10 } });
  for (const rule of rules) rule.remove();
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 3]);
});

it("a task that fails and names some of its numbers leaves those that have not come to the next run, which sends them again", async () => {
  spoilTask(desk, { operation: "upload", status: "Failed", skip: [LATE, THREE], messages: errors });
  const { attempt } = await create(desk);
  expect(notDone(attempt.error)).toEqual({ refused: "+61395556900..+61395556912" });
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 13]);
});

it("a platform whose tasks name another job than the rows of their numbers does not make us disown what came in beside a number that was refused by name", async () => {
  spoilTask(desk, { operation: "upload", status: "CompletedWithErrors", skip: THREE, messages: errors });
  withJob("5d3c0b5e-6a4f-4d0e-9d2b-0c8a7a1f2e3d");
  const { attempt } = await create(desk);
  expect(notDone(attempt.error)).toEqual({ refused: THREE });
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, LARGE.numbers);
});

it("looks for what an upload has brought in go on for half a minute, however short the interval is", async () => {
  lag(8_000);
  const inputs = await checked(desk, LARGE.numbers, { pollIntervalMs: 200, maxPollIntervalMs: 1_000 });
  const { attempt } = await timed(desk, () => desk.create(inputs));
  expect(attempt.error).toBeUndefined();
  expect(held(desk).size).toBe(24);
});

it("looks for what an upload has brought in end with the time that a task may take", async () => {
  spoilTask(desk, { operation: "upload", skip: ALL });
  const inputs = await checked(desk, LARGE.numbers, {
    ...{ pollIntervalMs: 200, maxPollIntervalMs: 1_000, taskTimeoutMs: 5_000 },
  });
  const { took } = await timed(desk, () => desk.create(inputs));
  expect(took).toBeLessThan(12_000);
  expect(await up(desk, LARGE.numbers)).toBeUndefined();
});

/** What tasks say of the job at Microsoft that they were handed to. */
function withJob(MsJobId: string | undefined): void {
  bench.emulator.fail({
    path: "/api/v2/task/",
    rewrite: (task) => (typeof task === "object" ? { ...task, outputData: { MsJobId } } : task),
  });
}
