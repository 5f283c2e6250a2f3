import { TENANT } from "./support/bench";
import { establish, expectConvergence, held, notDone, range } from "./support/cell";
import { addressesGiven, killedUp } from "./support/killed";
import { checked } from "./support/looks";
import { destroy, up } from "./support/runs";
import { sentSizes, spoilTask } from "./support/tasks";
import { useDesk } from "./support/use-desk";

/** Longer than two runs look for numbers of which no task is known. */
const SLOW_MS = 270_000;
const A = range("+61395556900", "+61395556909");
const B = range("+61395556910", "+61395556919");
const BOTH = A.union(B);

const desk = useDesk({ taskDurationMs: SLOW_MS });
const { bench } = desk;

it("numbers whose upload has no answer, and that leave the program before they arrive, are not forgotten: they stay pending, and are released when they are there", async () => {
  await establish(desk, A);
  bench.emulator.fail({ path: "action/upload", drop: true, when: "after", times: 1 });
  const inputs = await checked(desk, BOTH, {});
  expect(notDone((await desk.update(inputs)).error)).toEqual({ not_seen: B.keys().join() });
  expect(desk.state).toMatchObject({ pending: B.toCanonical() });

  expect(notDone(await up(desk, A))).toEqual({ on_their_way: B.keys().join() });
  expect(desk.state).toMatchObject({ numbers: A.toCanonical(), pending: B.toCanonical() });
  expect(held(desk).keys()).toEqual(A.keys());

  bench.emulator.advance(SLOW_MS);
  expect(held(desk).keys()).toEqual(BOTH.keys());
  await expectConvergence(desk, A);
});

it("numbers that an earlier run has sent and that arrive in this one are told of, as what it sends itself is", async () => {
  const inputs = await checked(desk, A, { taskTimeoutMs: SLOW_MS - 60_000 });
  expect(notDone((await desk.create(inputs)).error)).toEqual({ not_seen: A.keys().join() });
  const again = await checked(desk, A, {});
  expect((await desk.update(again)).error).toBeUndefined();
  expect(bench.shown).toContain("confirmed 10 sent earlier");
  expect(desk.state).toMatchObject({ numbers: A.toCanonical() });
});

it("uploads of a killed run whose numbers one run did not ask for are awaited by the next, and not sent again", async () => {
  const impatient = { taskTimeoutMs: 10_000, maxNumbersPerRequest: 4 };
  await desk.create(await checked(desk, BOTH, impatient));
  desk.saved = undefined;
  const first = range("+61395556900", "+61395556903");
  const { error } = await desk.create(await checked(desk, first, impatient));
  expect(notDone(error)).toEqual({ on_their_way: first.keys().join() });
  await expectConvergence(desk, BOTH);
  expect(sentSizes(desk)).toEqual([4, 4, 4, 4, 4]);
});

it("a repair of a killed run is awaited by the next one, and not sent again", async () => {
  await establish(desk, A);
  const saved = structuredClone(desk.saved);
  bench.emulator.portal.remove(TENANT, range("+61395556900", "+61395556902").keys());
  await up(desk, A, { taskTimeoutMs: 10_000 });
  desk.saved = saved;
  await expectConvergence(desk, A);
  expect(sentSizes(desk)).toEqual([3]);
});

it("a release that an earlier run has not seen the end of is waited for by the next one, which releases nothing twice", async () => {
  await establish(desk, A);
  expect(notDone(await destroy(desk, { taskTimeoutMs: 10_000 }))).toEqual({
    being_released: A.keys().join(),
  });
  expect(await destroy(desk)).toBeUndefined();
  expect(held(desk).isEmpty).toBe(true);
  expect(bench.emulator.requests.filter(({ route }) => route === "release")).toHaveLength(1);
  expect(bench.shown.some((text) => text.includes("the release of 10 numbers by an earlier run"))).toBe(true);
});

it("what one of two tasks of an earlier run has failed to release is asked for again, and what the other released is not", async () => {
  await establish(desk, A);
  const five = range("+61395556905", "+61395556909");
  spoilTask(desk, { operation: "release", status: "Failed", skip: five.keys() });
  await destroy(desk, { taskTimeoutMs: 10_000, maxNumbersPerRequest: 5 });
  expect(await destroy(desk)).toBeUndefined();
  expect(held(desk).isEmpty).toBe(true);
  expect(desk.saved).toBeUndefined();
});

it("tasks that timed out are no reason to believe the next one that says that it has done its work", async () => {
  for (let task = 0; task < 4; task += 1) spoilTask(desk, { operation: "upload", status: "InProgress" });
  const numbers = range("+61395556900", "+61395556924");
  const inputs = await checked(desk, numbers, { maxNumbersPerRequest: 5 });
  const last = range("+61395556920", "+61395556924");
  bench.emulator.fail({ kind: "task", operation: "upload", skip: last.keys() });
  const { error } = await desk.create(inputs);
  expect(notDone(error)).toEqual({ not_seen: last.keys().join() });
  expect(desk.state).toMatchObject({ pending: last.toCanonical() });
});

it("an allocation whose numbers are all gone stays in the state for those that it has left and nobody has taken", async () => {
  await establish(desk, BOTH);
  const { saved } = desk;
  if (saved === undefined) throw new Error("nothing is established");
  const outputs = { ...saved.outputs, numbers: A.toCanonical(), __handedOver: B.toCanonical() };
  desk.saved = { ...saved, outputs };
  bench.emulator.portal.remove(TENANT, A.keys());
  bench.begin("up", BOTH, { acceptLoss: new Set([TENANT]) });
  expect((await desk.read()).error).toBeUndefined();
  expect(desk.state).toMatchObject({ __handedOver: B.toCanonical() });
});

it("a number whose new address a killed run has sent, and that is on its way for longer than the next run waits, gets the old one when the change is taken back", async () => {
  const [old, next] = [{ address: "1 Market Street" }, { address: "2 King Street" }];
  const uploads = () => desk.bench.emulator.requestsTo("upload").length;
  // At the request after the one that sends the first number again.
  for (let at = 2; uploads() < 2; at += 1) {
    desk.reset();
    desk.options = old;
    await establish(desk, A);
    desk.options = next;
    await killedUp(desk, { declared: A, crash: { at, how: "before" } });
  }
  const first = A.take(1);
  expect(notDone(await up(desk, A, { taskTimeoutMs: 10_000 }))).toMatchObject({
    on_their_way: first.keys().join(),
  });
  expect(desk.state).toMatchObject({ pending: first.toCanonical() });

  desk.options = old;
  bench.emulator.advance(SLOW_MS);
  expect(await up(desk, A)).toBeUndefined();
  expect(held(desk).keys()).toEqual(A.keys());
  expect([...new Set(addressesGiven(desk).values())]).toEqual([old.address]);
});
