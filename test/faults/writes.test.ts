import { ANSWER_FAULTS, type AnswerFault } from "./support/answer-faults";
import { expectConvergence, expectGuarantees, held, notDone } from "./support/cell";
import { useDesk } from "./support/use-desk";
import { WRITES, type Write } from "./support/writes";

const desk = useDesk();
const { bench } = desk;

const those = (...kinds: AnswerFault["write"][]) =>
  ANSWER_FAULTS.filter(({ write }) => kinds.includes(write));
/** Waiting goes on for five minutes: of those that ask for no particular wait one is enough. */
const endless = those("repeated").filter(({ name }) => !/-5|soon|date/.test(name));

describe.each(WRITES)("$name", (write) => {
  it.each(those("refused"))("tells what was refused, and keeps what is in place: $name", async (fault) => {
    const { attempt, hits } = await strike(write, fault, Infinity);
    expectRefusal(write, attempt.error);
    expect(hits).toBe(1);
    await expectRecovery(write, attempt);
  });

  it.each(endless)("gives up after the longest wait: $name", async (fault) => {
    const { attempt, hits, waited } = await strike(write, fault, Infinity);
    expectRefusal(write, attempt.error);
    expect(hits).toBeGreaterThan(40);
    expect(waited).toBeGreaterThan(290_000);
    await expectRecovery(write, attempt);
  });

  it.each(those("repeated"))("waits and sends it again: $name", async (fault) => {
    const { attempt, hits, waited } = await strike(write, fault, 1);
    expect(attempt.error).toBeUndefined();
    expect(hits).toBe(1);
    expect(waited).toBeGreaterThanOrEqual(fault.waitsMs ?? 0);
    await expectDone(write, attempt);
  });

  it.each(those("done"))("finds by the list that it was carried out: $name", async (fault) => {
    const { attempt, hits } = await strike(write, fault, 1);
    expect(attempt.error).toBeUndefined();
    expect(hits).toBe(1);
    await expectDone(write, attempt);
  });

  it.each(those("lost"))("does not send it again before the tenant has told: $name", async (fault) => {
    const { attempt, hits } = await strike(write, fault, Infinity);
    expect(notDone(attempt.error)).toEqual(write.lost);
    expect(attempt.error?.message).toMatch(write.path);
    expect(hits).toBe(1);
    expect(claims()).toEqual(write.stateLost);
    await expectRecovery(write, attempt);
  });
});

/** Runs the method while the fault is in force. */
async function strike(write: Write, fault: AnswerFault, times: number) {
  const { requestTimeoutMs = 60_000 } = fault;
  const run = await write.prepare(desk, { requestTimeoutMs });
  const since = bench.gate.now();
  const rule = bench.emulator.fail({ ...fault.spoil(since), path: write.path, times });
  const attempt = await run();
  rule.remove();
  return { attempt, hits: rule.hits, waited: bench.gate.now() - since };
}

function expectRefusal(write: Write, error: Error | undefined): void {
  expect(notDone(error)).toEqual(write.refused);
  expect(error?.message).toMatch(write.path);
  if (write.stateRefused === undefined) expect(desk.saved).toBeUndefined();
  else expect(claims()).toEqual(write.stateRefused);
}

async function expectDone(
  write: Write,
  attempt: Awaited<ReturnType<typeof strike>>["attempt"],
): Promise<void> {
  expect(bench.emulator.requestsTo(write.route)).toHaveLength(sentBefore(write) + 1);
  expect(held(desk).keys()).toEqual(write.declared.keys());
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, write.declared);
  expect(bench.emulator.requestsTo(write.route)).toHaveLength(sentBefore(write) + 1);
}

/** The next run does what is left, with one request. */
async function expectRecovery(
  write: Write,
  attempt: Awaited<ReturnType<typeof strike>>["attempt"],
): Promise<void> {
  expectGuarantees(desk, attempt);
  expect(bench.emulator.requestsTo(write.route)).toHaveLength(sentBefore(write));
  await expectConvergence(desk, write.declared);
  expect(bench.emulator.requestsTo(write.route).length).toBeGreaterThanOrEqual(sentBefore(write) + 1);
}

/** An update begins with an upload that nothing disturbs. */
function sentBefore({ name, route }: Write): number {
  return route === "upload" && name.includes("update") ? 1 : 0;
}

/** What the state says of numbers. */
function claims() {
  const { numbers, pending, drift } = desk.state ?? {};
  return { numbers, pending, drift };
}
