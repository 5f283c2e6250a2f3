import { NumberSet } from "../../provider/numbers/number-set";
import type { Attempt } from "../support/in-process/provider-calls";
import { READ_FAULTS } from "./support/answer-faults";
import {
  establish,
  expectConvergence,
  expectGuarantees,
  expectUploadedOnce,
  held,
  notDone,
} from "./support/cell";
import { LARGE, SMALL, type Size, checked } from "./support/looks";
import { destroy } from "./support/runs";
import { ADDED, ALL, LEFT } from "./support/tasks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

/** What a read makes of each fault is told in faults-looks: here one of a kind is enough. */
const kinds = READ_FAULTS.filter(({ name }) =>
  /dropped|middle|40[134]|without|500 with|502|empty/.test(name),
);
const TASK = /^\/api\/v2\/task\//;
const PORTED = "ported to another operator";
const NONE = NumberSet.empty;
const NOT_FOUND = { title: "Not Found", status: 404, detail: "Task was not found." };
/** The request that failed is named. */
const LOOKED = /GET \/api\/v[23]\/oc\/numbers/;

async function creating({ numbers }: Size, requestTimeoutMs = 60_000) {
  const inputs = await checked(desk, numbers, { requestTimeoutMs });
  return () => desk.create(inputs);
}

async function updating(requestTimeoutMs = 60_000) {
  await establish(desk, LARGE.numbers);
  const inputs = await checked(desk, LARGE.changed, { requestTimeoutMs });
  return () => desk.update(inputs);
}

async function deleting(requestTimeoutMs = 60_000) {
  await establish(desk, LARGE.numbers);
  bench.begin("destroy", NONE, { requestTimeoutMs });
  return () => desk.delete();
}

describe("a task that cannot be asked how it ended", () => {
  const operations = [
    { name: "of a create", start: (ms?: number) => creating(LARGE, ms), declared: LARGE.numbers },
    { name: "of an update", start: updating, declared: LARGE.changed },
    { name: "of a delete", start: deleting, declared: NONE },
  ];

  describe.each(operations)("$name", ({ start, declared }) => {
    it.each(READ_FAULTS)("leaves it to the list: $name", async (fault) => {
      const run = await start(fault.requestTimeoutMs);
      const since = bench.gate.now();
      // Real time passes in a time-out: two questions that get no answer are enough of those.
      const times = fault.requestTimeoutMs === undefined ? Infinity : 8;
      const rule = bench.emulator.fail({ ...fault.spoil(since), path: TASK, times });
      const attempt = await run();
      rule.remove();
      expect(attempt.error).toBeUndefined();
      expect(rule.hits).toBeGreaterThan(0);
      expect(bench.gate.now() - since).toBeLessThan(300_000);
      expect(held(desk).keys()).toEqual(declared.keys());
      expectGuarantees(desk, attempt);
      await expectConvergence(desk, declared);
      expectUploadedOnce(desk, declared);
    });
  });
});

it("a task that is not found four times in a row, and then is, still tells why it refused a number", async () => {
  const run = await creating(LARGE);
  bench.emulator.refuse("+61395556905", PORTED);
  const rule = bench.emulator.fail({ path: TASK, respond: { status: 404, body: NOT_FOUND }, times: 4 });
  const { error } = await run();
  expect(rule.hits).toBe(4);
  expect(notDone(error)).toEqual({ refused: "+61395556905" });
  expect(error?.message).toContain(PORTED);
});

it.each([LARGE, SMALL])(
  "a tenant that cannot be looked at after a write keeps $name of a create as pending",
  async (size) => {
    for (const fault of kinds.filter(({ name }) => size === LARGE || !name.startsWith("404"))) {
      desk.reset();
      const run = await creating(size);
      const attempt = await spoilAfterwards(run, fault.spoil(bench.gate.now()), size.path);
      expect(notDone(attempt.error)).toEqual({ not_seen: size.numbers.keys().join() });
      expect(attempt.error?.message).toMatch(LOOKED);
      expect(desk.state).toMatchObject({ numbers: {}, pending: size.numbers.toCanonical() });
      expectGuarantees(desk, attempt);
      await expectConvergence(desk, size.numbers);
      expect(bench.watch.uploads).toHaveLength(1);
    }
  },
);

it.each(kinds)(
  "a tenant that cannot be looked at after a write keeps all numbers of an update that may still be there: $name",
  async (fault) => {
    const run = await updating();
    const attempt = await spoilAfterwards(run, fault.spoil(bench.gate.now()), LARGE.path);
    expect(notDone(attempt.error)).toEqual({ not_released: LEFT, not_seen: ADDED });
    expect(attempt.error?.message).toMatch(LOOKED);
    expect(desk.state).toMatchObject({ numbers: { [ALL]: 24 }, pending: { [ADDED]: 6 } });
    await expectConvergence(desk, LARGE.changed);
    expect([bench.watch.uploads.length, bench.watch.releases.length]).toEqual([1, 1]);
  },
);

it.each(kinds)(
  "a tenant that cannot be looked at after a write keeps a delete from ending as done, and the next one finds done what was asked for: $name",
  async (fault) => {
    const run = await deleting();
    const attempt = await spoilAfterwards(run, fault.spoil(bench.gate.now()), LARGE.path);
    expect(notDone(attempt.error)).toEqual({ not_released: ALL });
    expect(attempt.error?.message).toMatch(LOOKED);
    expect(desk.state).toMatchObject({ numbers: { [ALL]: 24 } });
    expect(await destroy(desk)).toBeUndefined();
    expect(desk.saved).toBeUndefined();
    expect(bench.watch.releases).toHaveLength(1);
  },
);

/** From the first question for the task on, whoever looks at the tenant meets the fault. */
async function spoilAfterwards(
  run: () => Promise<Attempt<unknown>>,
  spoil: ReturnType<(typeof kinds)[number]["spoil"]>,
  path: RegExp,
) {
  const rules: { remove: () => void }[] = [];
  bench.meanwhile = (asked) => {
    if (asked.includes("/task/") && rules.length === 0) rules.push(bench.emulator.fail({ ...spoil, path }));
  };
  const attempt = await run();
  bench.meanwhile = () => undefined;
  for (const rule of rules) rule.remove();
  return attempt;
}
