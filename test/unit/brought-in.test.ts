import type { Task } from "../../provider/liveplatform";
import type { ReadableRow, Rows } from "../../provider/tenant/rows";
import { type Sending, broughtInByOthers } from "../../provider/writes/brought-in";
import { endWithoutTask } from "../../provider/writes/task-end";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const sent: Sending = {
  end: endWithoutTask("untold", "the answer was lost"),
  at: "2026-02-16T16:17:56.000Z",
};

function rowOf(telephoneNumber: string, differences: Partial<ReadableRow>): ReadableRow {
  return {
    telephoneNumber,
    tenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
    callingProfileId: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
    acquiredNumberStatus: "Active",
    assignmentStatus: "Unassigned",
    acquiredCapabilities: ["InboundCalling"],
    source: "webapi",
    whenCreated: null,
    tnUploadJobId: null,
    sbcIds: [],
    ...differences,
  };
}

type Differences = Readonly<Record<string, Partial<ReadableRow>>>;

function others(differences: Differences, upload: Sending = sent): string[] {
  const rows: Rows = new Map(
    Object.entries(differences).map(([number, one]) => [number, rowOf(number, one)]),
  );
  return broughtInByOthers(rows, upload).keys();
}

it("numbers in the tenant after an upload whose answer was lost are ours where nothing says otherwise, also by a clock that is some minutes behind", () => {
  expect(
    others({ [A]: {}, [B]: { whenCreated: "2026-02-16T16:14:00.000Z" }, [C]: { tnUploadJobId: "j1" } }),
  ).toEqual([]);
});

it("numbers in the tenant after an upload whose answer was lost are another's where they are older than our request, or were not uploaded by REST", () => {
  const older = { whenCreated: "2026-02-16T16:02:00.000Z" };
  expect(others({ [A]: older, [B]: {}, [C]: { source: "webui" } })).toEqual([A, C]);
});

it("numbers in the tenant after an upload whose answer was lost are another's where the job that brought them in has brought in one that is", () => {
  const older = { whenCreated: "2026-02-16T16:02:00.000Z", tnUploadJobId: "theirs" };
  const theirs = { whenCreated: "2026-02-16T16:18:00.000Z", tnUploadJobId: "theirs" };
  expect(others({ [A]: older, [B]: theirs, [C]: { tnUploadJobId: "ours" } })).toEqual([`${A}..${B}`]);
});

/** After a task with the job `ours` that ended so. */
function after(status: string, ...errors: string[]): Sending {
  return { at: sent.at, end: endOf(status, errors) };
}

function endOf(status: string, errors: string[]): Sending["end"] {
  const outcome = status === "CompletedSuccess" ? "succeeded" : "failed";
  const messages = errors.map((message) => ({ level: "Error", message }));
  const task: Task = { id: "wup_1", status, outcome, details: [], messages, sbcIds: [], msJobId: "ours" };
  return { taskId: "wup_1", verdict: outcome, note: "", task };
}

describe("numbers in the tenant after a task that failed", () => {
  const [ours, theirs] = [{ tnUploadJobId: "ours" }, { tnUploadJobId: "theirs" }];
  const failed = after("Failed", `Number ${C} is held elsewhere`);

  it("numbers in the tenant after a task that failed are another's where their job is not ours, and that of others is", () => {
    expect(others({ [A]: ours, [B]: theirs }, failed)).toEqual([B]);
  });

  it("numbers in the tenant after a task that failed are ours where the task names one that is not there, and all came in under one job that no task has named", () => {
    expect(others({ [A]: theirs, [B]: theirs }, failed)).toEqual([]);
  });

  it("numbers in the tenant after a task that failed are another's, of one unknown job, where they are older than our request", () => {
    const older = { ...theirs, whenCreated: "2026-02-16T16:02:00.000Z" };
    expect(others({ [A]: older, [B]: older }, failed)).toEqual([`${A}..${B}`]);
  });

  it("numbers in the tenant after a task that failed are another's, of one unknown job, where the task names none: two stacks may have sent all of them", () => {
    expect(others({ [A]: theirs, [B]: theirs }, after("Failed", "They exist already"))).toEqual([
      `${A}..${B}`,
    ]);
  });

  it("numbers in the tenant after a task that failed are another's where their job has brought in one that the task refuses by name", () => {
    expect(others({ [A]: theirs, [B]: theirs, [C]: theirs }, failed)).toEqual([`${A}..${C}`]);
  });

  it("numbers in the tenant after a task that failed are another's where they came in under several jobs, and none is ours", () => {
    expect(others({ [A]: theirs, [B]: { tnUploadJobId: "third" } }, failed)).toEqual([`${A}..${B}`]);
  });
});

it("numbers in the tenant after a task that went well are another's where an error names them, and their job is not ours", () => {
  const success = after("CompletedSuccess", `Number ${A} exists`, `Number ${B} exists`);
  expect(others({ [A]: {}, [B]: { tnUploadJobId: "ours" }, [C]: {} }, success)).toEqual([A]);
});
