import type { ReadableRow, Rows } from "../../provider/tenant/rows";
import { broughtInByOthers } from "../../provider/writes/brought-in";
import { endWithoutTask } from "../../provider/writes/task-end";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const sent = { end: endWithoutTask("lost", "the answer was lost"), at: "2026-02-16T16:17:56.000Z" };

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

function others(differences: Readonly<Record<string, Partial<ReadableRow>>>): string[] {
  const rows: Rows = new Map(
    Object.entries(differences).map(([number, one]) => [number, rowOf(number, one)]),
  );
  return broughtInByOthers(rows, sent).keys();
}

describe("numbers in the tenant after an upload whose answer was lost", () => {
  it("are ours where nothing says otherwise, also by a clock that is some minutes behind", () => {
    expect(
      others({ [A]: {}, [B]: { whenCreated: "2026-02-16T16:14:00.000Z" }, [C]: { tnUploadJobId: "j1" } }),
    ).toEqual([]);
  });

  it("are another's where they are older than our request, or were not uploaded by REST", () => {
    const older = { whenCreated: "2026-02-16T16:02:00.000Z" };
    expect(others({ [A]: older, [B]: {}, [C]: { source: "webui" } })).toEqual([A, C]);
  });

  it("are another's where the job that brought them in has brought in one that is", () => {
    const older = { whenCreated: "2026-02-16T16:02:00.000Z", tnUploadJobId: "theirs" };
    const theirs = { whenCreated: "2026-02-16T16:18:00.000Z", tnUploadJobId: "theirs" };
    expect(others({ [A]: older, [B]: theirs, [C]: { tnUploadJobId: "ours" } })).toEqual([`${A}..${B}`]);
  });
});
