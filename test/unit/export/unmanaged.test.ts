import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { audit } from "../../../cli/export/unmanaged";
import { type DeclaredByState, readStateFile } from "../../../cli/states/state-file";
import { NumberSet } from "../../../provider/numbers/number-set";
import { EMEA, OTHER_TENANT, TENANT, listed, row } from "./rows";

const TYPE = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "plp-states-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function resource(name: string, outputs: object, type = TYPE): object {
  return { urn: `urn:pulumi:dev::customers::${type}::${name}`, type, custom: true, inputs: {}, outputs };
}

function held(name: string, numbers: object, more: object = {}): object {
  return resource(name, { msTenantId: TENANT, numbers, ...more });
}

/** Writes a state and reads it as that of TENANT. */
function read(state: unknown): DeclaredByState {
  const file = join(folder, "state.json");
  writeFileSync(file, typeof state === "string" ? state : JSON.stringify(state));
  return readStateFile(file, TENANT);
}

function exported(...resources: object[]): object {
  return { version: 3, deployment: { manifest: {}, resources } };
}

function keys({ numbers }: { numbers: NumberSet }): string[] {
  return numbers.keys();
}

it("a state that is compared with a tenant declares what its allocations of the tenant hold, have pending, or left to another that may not have it yet", () => {
  const state = read(
    exported(
      resource("customers-dev", {}, "pulumi:pulumi:Stack"),
      held("desks", { "+61395556900..+61395556903": 4 }, { pending: { "+61395556904": 1 } }),
      held("moving", { "+61395556910": 1 }, { __handedOver: { "+61395556911": 1 } }),
      resource("theirs", { msTenantId: OTHER_TENANT, numbers: { "+61395557000": 1 } }),
      resource("bucket", { msTenantId: TENANT, numbers: { "+61395558000": 1 } }, "aws:s3/bucket:Bucket"),
    ),
  );
  expect(state).toMatchObject({ allocations: 2, otherAllocations: 1, interrupted: [] });
  expect(keys(state)).toEqual(["+61395556900..+61395556904", "+61395556910..+61395556911"]);
});

it("a state that is compared with a tenant is read from the file of a file:// backend too, and names what an interrupted run was creating", () => {
  const inputs = { msTenantId: TENANT.toUpperCase(), numbers: { "+61395556900..+61395556901": 2 } };
  const creating = { ...resource("desks", {}), inputs };
  const operations = [
    { type: "creating", resource: creating },
    { type: "updating", resource: { ...resource("lobby", {}), inputs } },
  ];
  const state = read({
    version: 3,
    checkpoint: { latest: { resources: null, pending_operations: operations } },
  });
  expect(keys(state)).toEqual([]);
  expect(state.interrupted).toEqual([{ name: "desks", numbers: NumberSet.of("+61395556900..+61395556901") }]);
  expect(read({ version: 3, checkpoint: { stack: "organization/customers/dev" } })).toMatchObject({
    allocations: 0,
  });
});

it("a state that is compared with a tenant with secret numbers must be exported with its secrets, and is then read", () => {
  const encrypted = held("desks", { ...SECRET, ciphertext: "v1:abc" });
  expect(() => read(exported(encrypted))).toThrow(
    `--state: the numbers of "desks" are a secret, and encrypted in ${join(folder, "state.json")}. Write it again with: pulumi stack export --show-secrets --file`,
  );
  const plaintext = JSON.stringify({ "+61395556900": 1 });
  expect(keys(read(exported(held("desks", { ...SECRET, plaintext }))))).toEqual(["+61395556900"]);
});

it("a file that is no state is refused by name where it is to be compared with a tenant", () => {
  expect(() => readStateFile(join(folder, "none.json"), TENANT)).toThrow(/there is no file .*none\.json/);
  expect(() => read("{")).toThrow(/state\.json ends in the middle of its JSON\.$/);
  expect(() => read({ steps: [] })).toThrow(/state\.json is not what "pulumi stack export" writes/);
  expect(() => read(exported(held("desks", ["+61395556900"])))).toThrow(
    /"numbers" of "desks" is not a map of numbers/,
  );
});

function stateWith(...numbers: string[]): DeclaredByState {
  return {
    file: "a.json",
    allocations: 1,
    otherAllocations: 0,
    numbers: NumberSet.of(...numbers),
    interrupted: [],
  };
}

it("the list of unmanaged numbers has what the tenant holds and no state declares: in ranges of what is alike, with times and use", () => {
  const later = { whenCreated: "2026-03-01T08:00:00+00:00", source: "webui" };
  const rows = [
    ...["+61395556900", "+61395556901", "+61395556902"].map((number) => row(number)),
    row("+61395556903", { assignmentStatus: "UserAssigned", whenCreated: "2026-02-16T18:00:00+00:00" }),
    row("+61395556904", later),
    row("+61395556905", { ...later, acquiredNumberStatus: 2, callingProfileId: null }),
    row("+61395556907", { tenantId: OTHER_TENANT }),
  ];
  const unreadable = [
    { telephoneNumber: "+61395556909", problem: "p" },
    { telephoneNumber: "0395", problem: "p" },
    { problem: "p" },
  ];
  const interrupted = [{ name: "lobby", numbers: NumberSet.of("+61395556904") }];
  const states = [
    stateWith("+61395556900..+61395556901", "+61395559999"),
    { ...stateWith("+61395556901"), interrupted },
  ];
  const found = audit(TENANT, listed(rows, unreadable), states);
  expect(found).toMatchObject({
    held: 7,
    declared: 2,
    unmanaged: 5,
    unreadable: 2,
    declaredTwice: ["+61395556901"],
  });
  const acquired = {
    acquiredNumberStatus: "Active",
    callingProfileId: EMEA,
    callingProfile: "Calling EMEA",
  };
  const nothing = {
    callingProfileId: null,
    callingProfile: null,
    createdFrom: null,
    createdTo: null,
    inUse: 0,
  };
  const web = { source: "webui", createdFrom: later.whenCreated, createdTo: later.whenCreated, inUse: 0 };
  expect(found.ranges).toEqual([
    {
      ...acquired,
      numbers: "+61395556902..+61395556903",
      count: 2,
      source: "webapi",
      createdFrom: "2026-02-16T16:17:56.1427926+00:00",
      createdTo: "2026-02-16T18:00:00+00:00",
      inUse: 1,
      interruptedCreation: null,
    },
    { ...acquired, ...web, numbers: "+61395556904", count: 1, interruptedCreation: "lobby" },
    {
      ...nothing,
      ...web,
      acquiredNumberStatus: "MarkedForRemoval",
      numbers: "+61395556905",
      count: 1,
      interruptedCreation: null,
    },
    {
      ...nothing,
      acquiredNumberStatus: "unreadable",
      numbers: "+61395556909",
      count: 1,
      source: null,
      interruptedCreation: null,
    },
  ]);
});
