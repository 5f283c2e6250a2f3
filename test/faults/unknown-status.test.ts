import type { FaultHandle } from "../../emulator";
import { NumberSet } from "../../provider/numbers/number-set";
import { TASK_TIMEOUT_MS } from "./support/bench";
import { expectConvergence, expectGuarantees, expectUploadedOnce, held, notDone } from "./support/cell";
import { LARGE, checked } from "./support/looks";
import { destroy, up } from "./support/runs";
import { ALL, THREE, create, sentSizes, spoilTask } from "./support/tasks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

const STUCK = "Quarantined";

/** The task of the first upload shows this status from now on. */
function taskShows(status: string): FaultHandle {
  const [first] = bench.emulator.requestsTo("task");
  return bench.emulator.fail({ path: first?.path ?? "", respond: { status: 200, body: { status } } });
}

/** A create whose task shows an unknown status for ever; none of its numbers, or all but three, come in. */
async function createStuck(skip = ALL): Promise<void> {
  spoilTask(desk, { operation: "upload", status: STUCK, skip });
  const { attempt } = await create(desk);
  expect(notDone(attempt.error)).toEqual({ not_seen: skip });
  expectGuarantees(desk, attempt);
}

const named = () => bench.shown.filter((text) => text.includes("This task is no longer waited for"));

it("an upload task with a status that nobody knows is waited for in one run, and in the next, where it shows the same, its numbers are sent again", async () => {
  await createStuck();
  const since = bench.gate.now();
  expect(await up(desk, LARGE.numbers)).toBeUndefined();
  expect(bench.gate.now() - since).toBeLessThan(TASK_TIMEOUT_MS);
  expect(named()).toEqual([
    expect.stringMatching(
      /^\+61395556900\.\.\+61395556923 \(24 numbers\): not in the tenant, and task wup_\S+ still shows the status Quarantined, as in an earlier run/,
    ),
  ]);
  expect(sentSizes(desk)).toEqual([24, 24]);
  await expectConvergence(desk, LARGE.numbers);
  expectUploadedOnce(desk, LARGE.numbers);
});

it("an upload task with a status that nobody knows is over where just some of its numbers came in, and only the others are sent again", async () => {
  await createStuck(THREE);
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 3]);
  expectUploadedOnce(desk, LARGE.numbers);
});

it("an upload task with a status that nobody knows is over on another machine too, as the state keeps its status", async () => {
  await createStuck();
  bench.forgetJournals();
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 24]);
});

it("an upload task with a status that nobody knows is waited for again where it shows another one by then, known or not", async () => {
  await createStuck();
  for (const status of ["Simmering", "InProgress", "Simmering"]) {
    const fault = taskShows(status);
    expect(notDone(await up(desk, LARGE.numbers))).toEqual({ on_their_way: ALL });
    expect(desk.state).toMatchObject({ pending: { [ALL]: 24 } });
    fault.remove();
  }
  expect(sentSizes(desk)).toEqual([24]);
  taskShows("Simmering");
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 24]);
});

it("an upload task with a status that nobody knows does not keep numbers for ever that the program does not declare any more", async () => {
  await createStuck();
  await expectConvergence(desk, LARGE.changed);
  expect(desk.state).not.toHaveProperty("pending");
});

it("an upload task with a status that nobody knows does not keep a destroy from its end, also where it has come to that status since", async () => {
  spoilTask(desk, { operation: "upload", status: "InProgress", skip: ALL });
  await create(desk);
  taskShows(STUCK);
  expect(notDone(await destroy(desk))).toEqual({ on_their_way: ALL });
  await expectConvergence(desk, NumberSet.empty);
});

it("an upload task with a status that nobody knows is over for the run after one that has waited for it and was killed before its state was saved", async () => {
  spoilTask(desk, { operation: "upload", status: STUCK, skip: ALL });
  const inputs = await checked(desk, LARGE.numbers, {});
  await desk.create(inputs);
  desk.saved = undefined;
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 24]);
  expect(held(desk).size).toBe(24);
});

it("a wait whose end nobody knows is shown on the row, with what is waited for and how long", async () => {
  bench.emulator.fail({ path: "/action/upload", drop: true, times: 1 });
  await create(desk);
  const waits = bench.shown.filter((text) => text.startsWith("waiting"));
  const what = "to see whether 24 numbers arrived: the answer to the upload was lost";
  expect(waits).toEqual([2, 4, 8, 16, 30, 30].map((seconds) => `waiting ${seconds} s ${what}`));
  bench.shown.length = 0;
  await up(desk, LARGE.numbers);
  expect(bench.shown).toContain(`waiting 30 s ${what}`);
});
