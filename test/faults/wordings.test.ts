import { NumberSet } from "../../provider/numbers/number-set";
import { READ_FAULTS } from "./support/answer-faults";
import { TENANT } from "./support/bench";
import { establish } from "./support/cell";
import { LARGE, SMALL, checked } from "./support/looks";
import { up } from "./support/runs";
import { ALL, LEFT, create, spoilTask, update } from "./support/tasks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

it.each(READ_FAULTS)(
  "a look that fails says why, after how many attempts, and what to do: $name",
  async (fault) => {
    await establish(desk, LARGE.numbers);
    bench.begin("up", LARGE.numbers, { requestTimeoutMs: fault.requestTimeoutMs ?? 60_000 });
    bench.emulator.fail({ ...fault.spoil(bench.gate.now()), path: LARGE.path });
    const message = (await desk.read()).error?.message ?? "";
    expect(message).toMatch(fault.says);
    expect(message).toMatch(fault.next);
    expect(/\(([4-9]|\d\d) attempts\)/.test(message)).toBe(fault.read === "repeated");
  },
);

/** What went wrong, and how people are told: once, as all other tests assert its code. */
interface Story {
  name: string;
  tell: () => Promise<Error | undefined>;
  says: string;
}

const THREE = "+61395556903";

const STORIES: Story[] = [
  {
    name: "numbers whose release has failed",
    tell: async () => {
      spoilTask(desk, { operation: "release", status: "Failed", skip: LEFT });
      return (await update(desk)).attempt.error;
    },
    says:
      `All 24 declared numbers are in tenant ${TENANT}, but some work is left. 6 not released. ` +
      "Next: remove the cause, or take the numbers out of the program, and run pulumi up again\n" +
      "+61395556900..+61395556905 (6 numbers): not released: still in the tenant, and the task does not say why (task … ended Failed)",
  },
  {
    name: "numbers whose release goes on",
    tell: async () => {
      spoilTask(desk, { operation: "release", status: "InProgress", skip: ALL });
      return (await update(desk)).attempt.error;
    },
    says:
      `All 24 declared numbers are in tenant ${TENANT}, but some work is left. 6 still being released. ` +
      "Next: run pulumi up again in a few minutes\n" +
      "+61395556900..+61395556905 (6 numbers): still being released (task … has not ended after 300 s (status InProgress); " +
      "liveplatform:taskTimeout sets how long to wait)",
  },
  {
    name: "a tenant that cannot be looked at after a release",
    tell: async () => {
      await establish(desk, LARGE.numbers);
      bench.begin("destroy", NumberSet.empty);
      bench.meanwhile = (path) => {
        if (path.includes("/task/"))
          bench.emulator.fail({ path: LARGE.path, respond: { status: 403, body: { title: "Forbidden" } } });
      };
      return (await desk.delete()).error;
    },
    says:
      "+61395556900..+61395556923 (24 numbers): not known to be released, because reading the tenant failed " +
      "(task … ended CompletedSuccess): GET /api/v3/oc/numbers?… answered 403: Forbidden",
  },
  {
    name: "an upload whose answer is lost",
    tell: async () => {
      bench.emulator.fail({ path: "action/upload", drop: true, times: 1 });
      return (await create(desk)).attempt.error;
    },
    says:
      "+61395556900..+61395556923 (24 numbers): uploaded and not seen in the tenant yet (the answer to the upload was lost: " +
      "POST /api/v2/oc/numbers/action/upload?… got no answer",
  },
  {
    name: "numbers that may still arrive, in a run that does not want them any more",
    tell: async () => {
      bench.emulator.fail({ path: "action/upload", drop: true, times: 1 });
      await create(desk);
      return up(desk, LARGE.changed);
    },
    says:
      "+61395556900..+61395556905 (6 numbers): the answer to the upload was lost at …, and they may still " +
      "arrive; run again after …",
  },
  {
    name: "an upload that shows a status that nobody knows",
    tell: async () => {
      spoilTask(desk, { operation: "upload", status: "Quarantined", skip: ALL });
      return (await create(desk)).attempt.error;
    },
    says:
      "(24 numbers): uploaded and not seen in the tenant yet (task … has not ended after 300 s (status Quarantined); liveplatform:taskTimeout " +
      "sets how long to wait. This version does not know that status; if the next run finds it unchanged, the task counts as ended)",
  },
  {
    name: "an upload that goes on, in the run after the one that sent it",
    tell: async () => {
      spoilTask(desk, { operation: "upload", status: "InProgress", skip: ALL });
      await create(desk);
      return up(desk, LARGE.numbers);
    },
    says:
      "(24 numbers): still being uploaded (task … has not ended after 300 s (status InProgress); liveplatform:taskTimeout sets how long to " +
      "wait), and kept in state as pending; run again when that has ended",
  },
  {
    name: "numbers in use that are not unassigned",
    tell: async () => {
      desk.options = { unassignOnRelease: true };
      await establish(desk, LARGE.numbers);
      bench.emulator.portal.assign(THREE);
      spoilTask(desk, { operation: "unassign", status: "Failed", skip: THREE });
      bench.begin("destroy", NumberSet.empty);
      return (await desk.delete()).error;
    },
    says: `${THREE}: not unassigned, so not released (task … ended Failed)`,
  },
  {
    name: "rows that cannot be read",
    tell: async () => {
      await establish(desk, LARGE.numbers);
      bench.emulator.fail({ kind: "list", tenant: TENANT, unreadable: THREE });
      bench.begin("destroy", NumberSet.empty);
      return (await desk.delete()).error;
    },
    says:
      `It is not known whether ${THREE} in tenant ${TENANT} is in use: the platform's answer about it cannot be read. Nothing has been changed. ` +
      "Look it up in the portal, and report this to the platform's support",
  },
  {
    name: "an upload that cannot be recorded",
    tell: async () => {
      const inputs = await checked(desk, SMALL.numbers, {});
      jest.spyOn(bench.context.journal, "begin").mockImplementation(() => {
        throw new Error("no space left on device");
      });
      return (await desk.create(inputs)).error;
    },
    says: "(2 numbers): not sent, because the upload could not be recorded first: no space left on device",
  },
  {
    name: "numbers that are leaving the tenant",
    tell: async () => {
      bench.emulator.portal.add(TENANT, SMALL.numbers.keys(), { acquiredNumberStatus: 1 });
      const inputs = await checked(desk, SMALL.numbers, {});
      return (await desk.create(inputs)).error;
    },
    says:
      "Nothing has been uploaded. +61395556900..+61395556901 (2 numbers): ReleaseRequested: leaving the tenant; run pulumi up again when " +
      "that is done",
  },
];

it.each(STORIES)("what is said of $name", async ({ tell, says }) => {
  const error = await tell();
  const words = (error?.message ?? "")
    .replaceAll(/task (wup|tsk)_[\w-]+/g, "task …")
    .replaceAll(/\?msTenantId=\S+/g, "?…")
    .replaceAll(/2026-\S+Z/g, "…");
  expect(words).toContain(says);
});
