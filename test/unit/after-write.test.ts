import { NumberSet } from "../../provider/numbers/number-set";
import { observeWrite } from "../../provider/writes/after-write";
import { awaitLeaving } from "../../provider/writes/leaving";
import { goneAfter } from "../../provider/writes/released";
import { seenAfterUpload } from "../../provider/writes/seen-after-upload";
import { type TaskEnd, type Verdict } from "../../provider/writes/task-end";
import { afterUpload } from "../../provider/writes/uploaded";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant } from "./asked-tenant";
import { INPUTS, TENANT } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const BOTH = NumberSet.of(A, B);
const STATUS_CODE = { ReleaseRequested: 1 } as const;

useRunFolder();

/** Of a task that has said nothing, but for its verdict. */
function endedAs(verdict: Verdict): TaskEnd {
  return { taskId: "tsk_1", verdict, task: undefined, note: `task tsk_1 ${verdict}` };
}

/** Shows a number as leaving. */
function leave(tenant: AskedTenant, phoneNumber: string): void {
  const row = tenant.held.get(phoneNumber);
  if (row === undefined) throw new Error(`${phoneNumber} is not there`);
  const acquiredNumberStatusCode = STATUS_CODE.ReleaseRequested;
  tenant.held.set(phoneNumber, {
    ...row,
    ...{ acquiredNumberStatus: "ReleaseRequested", acquiredNumberStatusCode },
  });
}

describe("looks at a tenant after a write", () => {
  const looks = async (verdict: Verdict): Promise<number> => {
    const tenant = new AskedTenant(NumberSet.empty);
    const numbers = NumberSet.of(A);
    await observeWrite(contextOf(tenant), {
      ...{ tenant: TENANT, numbers, end: endedAs(verdict), undone: () => numbers },
      shown: { urns: ["urn"], deed: "upload" },
    });
    return tenant.asked.length;
  };

  it("a task that has been waited for in vain is worth one look, a failure a second one, and a success or an unknown end half a minute", async () => {
    expect([await looks("timedOut"), await looks("failed")]).toEqual([1, 2]);
    // At 2, 4, 8, 16 and 30 s, and once more where nobody knows the end.
    expect([await looks("succeeded"), await looks("untold")]).toEqual([5, 7]);
  });
});

it("a number in ReleaseRequested is as good as gone after a task that succeeded, and not after one that failed", async () => {
  const after = async (verdict: Verdict) => {
    const tenant = new AskedTenant(NumberSet.of(A));
    leave(tenant, A);
    const end = endedAs(verdict);
    return goneAfter(contextOf(tenant), TENANT, [{ numbers: BOTH, end, urns: ["urn"] }]);
  };
  const good = await after("succeeded");
  expect([good.released.keys(), good.leaving.keys()]).toEqual([[`${A}..${B}`], [A]]);
  const bad = await after("failed");
  expect([bad.released.keys(), bad.leaving.keys()]).toEqual([[B], []]);
  expect(bad.reasons).toMatchObject([{ code: "not_released" }]);
});

it("numbers that leave the tenant while they are waited for are no longer known to be there", async () => {
  const tenant = new AskedTenant(NumberSet.of(A));
  leave(tenant, A);
  const context = contextOf(tenant);
  const view = context.view(TENANT);
  expect((await view.look(NumberSet.of(A))).size).toBe(1);
  tenant.drop(NumberSet.of(A));
  const recorded = jest.spyOn(view, "recordReleased");
  expect((await awaitLeaving(context, { urn: "urn", tenant: TENANT }, NumberSet.of(A))).isEmpty).toBe(true);
  expect(recorded.mock.calls.map(([numbers]) => numbers.keys())).toEqual([[A]]);
});

it("numbers that were there before the request are another's, but not those that were the allocation's already", async () => {
  const tenant = new AskedTenant(BOTH);
  for (const [phoneNumber, row] of tenant.held)
    tenant.held.set(phoneNumber, { ...row, whenCreated: "2020-01-01T00:00:00Z" });
  const end = { ...endedAs("untold"), taskId: undefined, verdict: "untold" as const, task: undefined };
  const outcome = await afterUpload(
    contextOf(tenant),
    { ...INPUTS, numbers: BOTH },
    {
      ...{ numbers: BOTH, ours: NumberSet.of(A), end, urns: ["urn"] },
      ...{ sentAt: "2026-01-05T00:00:00Z", lostAt: "2026-01-05T00:00:00Z" },
    },
  );
  expect([...outcome.rows.keys()]).toEqual([A]);
  expect(outcome.reasons).toMatchObject([{ code: "not_ours" }]);
});

it("a task whose numbers lack a capability ends the trust in the tenant's tasks, though its numbers are there", async () => {
  const seen = async (capabilities: string[]) => {
    const context = contextOf(new AskedTenant(BOTH));
    const { trust } = context.view(TENANT);
    for (let task = 0; task < 3; task += 1) trust.record(true);
    const inputs = { ...INPUTS, numbers: BOTH, capabilities };
    await seenAfterUpload(context, inputs, { numbers: BOTH, end: endedAs("succeeded"), urns: ["urn"] });
    return trust.isEarned;
  };
  expect(await seen(INPUTS.capabilities)).toBe(true);
  expect(await seen([...INPUTS.capabilities, "Mobile"])).toBe(false);
});

describe("a run that is cancelled", () => {
  const cancelled = () => {
    const context = contextOf(new AskedTenant(NumberSet.empty));
    const { api, cancellation } = context;
    cancellation.cancel();
    const uploads = jest.spyOn(api, "upload").mockResolvedValue({ taskId: "wup_1" });
    const releases = jest.spyOn(api, "release").mockResolvedValue({ taskId: "tsk_1" });
    return { writes: context.writes(TENANT), uploads, releases };
  };
  const part = { urn: "urn:pulumi:dev::test::a:b:C::desks", numbers: BOTH, timeoutMs: 1000 };
  const inputs = { ...INPUTS, numbers: BOTH };

  it("a cancelled run begins no release and no upload", async () => {
    const { writes, uploads, releases } = cancelled();
    const [released] = await writes.releases.write(part);
    expect(released?.reasons).toMatchObject([{ code: "not_released" }]);
    const nothing = { ours: NumberSet.empty, begun: NumberSet.empty };
    const [uploaded] = await writes.uploads(inputs).write({ ...part, ...nothing });
    expect(uploaded?.reasons).toMatchObject([{ code: "not_sent" }]);
    expect([uploads.mock.calls, releases.mock.calls]).toEqual([[], []]);
  });

  it("a cancelled run uploads what it has released for that: it would be in no tenant", async () => {
    const { writes, uploads } = cancelled();
    await writes.uploads(inputs).write({ ...part, ours: BOTH, begun: BOTH });
    expect(uploads).toHaveBeenCalledTimes(1);
  });
});
