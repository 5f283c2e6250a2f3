import { NumberSet } from "../../provider/numbers/number-set";
import { READ_FAULTS } from "./support/answer-faults";
import { type Bench, TENANT } from "./support/bench";
import { establish, expectConvergence, expectGuarantees, expectUploadedOnce, held } from "./support/cell";
import type { Desk } from "./support/desk";
import { LARGE, SMALL, type Size, checked } from "./support/looks";
import { destroy } from "./support/runs";
import { useDesk } from "./support/use-desk";

let bench: Bench;
let desk: Desk;
useDesk((opened) => {
  desk = opened;
  bench = opened.bench;
});

/** What a read makes of each fault is told in faults-looks: here one of a kind is enough. */
const kinds = READ_FAULTS.filter(({ name }) =>
  /dropped|middle|40[134]|without|500 with|502|empty/.test(name),
);
const TASK = /^\/api\/v2\/task\//;
const NONE = NumberSet.empty;
const NOT_FOUND = { title: "Not Found", status: 404, detail: "Task was not found." };
const CLAIM = { "+61395556900..+61395556923": 24 };

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

describe("a task that is not found four times in a row, and then is", () => {
  it("still tells why it refused a number", async () => {
    const run = await creating(LARGE);
    bench.emulator.refuse("+61395556905", "ported to another operator");
    const rule = bench.emulator.fail({ path: TASK, respond: { status: 404, body: NOT_FOUND }, times: 4 });
    const { error } = await run();
    expect(rule.hits).toBe(4);
    expect(error?.message).toContain("+61395556905: Number …: ported to another operator");
  });
});

describe("a tenant that cannot be looked at after a write", () => {
  it.each([
    { size: LARGE, described: "+61395556900..+61395556923 (24 numbers)" },
    { size: SMALL, described: "+61395556900..+61395556901 (2 numbers)" },
  ])("keeps $described of a create as pending", async ({ size, described }) => {
    for (const fault of kinds.filter(({ name }) => size === LARGE || !name.startsWith("404"))) {
      desk.reset();
      const run = await creating(size);
      const attempt = await spoilAfterwards(run, fault.spoil(bench.gate.now()), size.path);
      const message = attempt.error?.message ?? "";
      expect(message).toContain(`${described}: uploaded and not seen in the tenant yet (task wup_`);
      expect(message).toMatch(
        /ended CompletedSuccess; reading the tenant failed: GET \/api\/v[23]\/oc\/numbers/,
      );
      expect(message).toMatch(fault.says);
      expect(message).toContain("sent and not seen yet (kept as pending). Next: run pulumi up again");
      expect(desk.state).toMatchObject({ numbers: {}, pending: size.numbers.toCanonical() });
      expectGuarantees(desk, attempt);
      await expectConvergence(desk, size.numbers);
      expect(bench.watch.uploads).toHaveLength(1);
    }
  });

  it.each(kinds)("keeps all numbers of an update that may still be there: $name", async (fault) => {
    const run = await updating();
    const attempt = await spoilAfterwards(run, fault.spoil(bench.gate.now()), LARGE.path);
    const message = attempt.error?.message ?? "";
    expect(message).toMatch(
      /\+61395556900\.\.\+61395556905 \(6 numbers\): it is not known whether they were released, because reading the tenant failed \(task tsk_/,
    );
    expect(message).toContain(
      "+61395556924..+61395556929 (6 numbers): uploaded and not seen in the tenant yet",
    );
    expect(message).toMatch(fault.says);
    expect(desk.state).toMatchObject({ numbers: CLAIM, pending: { "+61395556924..+61395556929": 6 } });
    await expectConvergence(desk, LARGE.changed);
    expect([bench.watch.uploads.length, bench.watch.releases.length]).toEqual([1, 1]);
  });

  it.each(kinds)("keeps a delete from ending as done, and asks a person in the end: $name", async (fault) => {
    const run = await deleting();
    const attempt = await spoilAfterwards(run, fault.spoil(bench.gate.now()), LARGE.path);
    const message = attempt.error?.message ?? "";
    expect(message).toContain(
      `0 of 24 numbers of tenant ${TENANT} have been released. The resource stays in the state: run again`,
    );
    expect(message).toMatch(
      /\(24 numbers\): it is not known whether they were released, because reading the tenant failed \(task tsk_/,
    );
    expect(message).toMatch(fault.says);
    expect(desk.state).toMatchObject({ numbers: CLAIM });
    const next = await destroy(desk);
    expect(next).toContain(`Tenant ${TENANT} lists no number at all, and this allocation holds 24 there`);
    expect(next).toContain(`LIVEPLATFORM_ACCEPT_LOSS=${TENANT} pulumi up`);
    expect(desk.saved).toBeDefined();
    expect(await destroy(desk, { acceptLoss: new Set([TENANT]) })).toBeUndefined();
    expect(desk.saved).toBeUndefined();
    expect(bench.watch.releases).toHaveLength(1);
  });
});

/** From the first question for the task on, whoever looks at the tenant meets the fault. */
async function spoilAfterwards(
  run: () => ReturnType<Desk["create"]>,
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
