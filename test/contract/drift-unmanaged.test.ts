import { driftCommand } from "../../cli/drift-command";
import { type Report, reportSchema } from "../../cli/report/schema";
import { CommandRoom, OTHER_TENANT, PROFILE, TENANT, exported, stored } from "./command-room";

const ALL_CLEAR = "Every number of these tenants is in one of the states.";
/** As a state marks a value as secret that it was exported without. */
const ENCRYPTED = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:x",
};

let room: CommandRoom;
beforeEach(async () => {
  const sbcs = [{ sbcId: 1, sbcName: "one" }];
  const callingProfiles = [{ callingProfileId: PROFILE, name: "Gold", sbcs }];
  room = await CommandRoom.open({ seed: { tenants: [], callingProfiles, strictTenants: false } });
  room.emulator.portal.add(TENANT, "+61395556900..+61395556909");
  room.emulator.portal.add(OTHER_TENANT, "+61395557000..+61395557001");
});
afterEach(() => room.close());

function drift(json?: true) {
  const typed = { maxLength: "65000", state: [room.folder], unmanaged: true as const, ...(json && { json }) };
  return room.run(({ env, print }) => driftCommand(typed, { env, print, stderr: { write: () => true } }));
}

async function report(): Promise<{ code: number; said: Report }> {
  const { code, text } = await drift(true);
  return { code, said: reportSchema.parse(JSON.parse(text)) };
}

function hold(name: string, outputs: Record<string, unknown>): void {
  room.write(`${name}.json`, exported(stored(name, outputs)));
}

const OTHERS = { msTenantId: OTHER_TENANT, numbers: { "+61395557000": 1 } };
const OTHERS_UNMANAGED = { msTenantId: OTHER_TENANT, numbers: { "+61395557001": 1 } };

it("the drift command with --unmanaged gives the all-clear where the states hold every number of their tenants", async () => {
  hold("desks", { numbers: { "+61395556900..+61395556909": 10 } });
  const { code, lines } = await drift();
  expect(code).toBe(0);
  expect(lines).toContain(ALL_CLEAR);
});

it("the drift command with --unmanaged leaves out a tenant of which an allocation is encrypted, and names what others hold", async () => {
  hold("desks", { numbers: { "+61395556900": 1 } });
  hold("hush", { msTenantId: TENANT.toUpperCase(), numbers: ENCRYPTED });
  hold("others", OTHERS);
  const { code, said } = await report();
  expect(code).toBe(4);
  expect(said.errors).toHaveLength(1);
  expect(said.unmanaged).toEqual([OTHERS_UNMANAGED]);
});

it("the drift command with --unmanaged gives no all-clear where it has left out a tenant", async () => {
  hold("hush", { numbers: ENCRYPTED });
  hold("others", { ...OTHERS, numbers: { "+61395557000..+61395557001": 2 } });
  const { text } = await drift();
  expect(text).not.toContain(ALL_CLEAR);
});

it.each([
  ["a state cannot be read", { steps: [] }],
  ["the tenant of an allocation is encrypted too", exported(stored("hush", { msTenantId: ENCRYPTED }))],
  ["an allocation does not tell its tenant", exported(stored("odd", { msTenantId: 7, numbers: {} }))],
])("the drift command with --unmanaged names no number as held by nobody where %s", async (_, state) => {
  hold("others", OTHERS);
  room.write("odd.json", state);
  const { code, said } = await report();
  expect(code).toBe(4);
  expect(said).not.toHaveProperty("unmanaged");
  expect(said.errors.map(({ message }) => message)).toContain(
    "--unmanaged: a state that cannot be read may hold any number, so none is named as held by nobody. Run this again when all states can be read",
  );
  expect((await drift()).text).not.toContain(ALL_CLEAR);
});

it("the drift command with --unmanaged gives no all-clear by a list that changed each time that it was read", async () => {
  hold("desks", { numbers: { "+61395556900..+61395556908": 9 } });
  room.emulator.fail({ kind: "list", omit: "+61395556909" });
  const { code, said } = await report();
  expect(code).toBe(4);
  expect(said.errors).toEqual([
    {
      resource: null,
      message:
        `--unmanaged: the list of tenant ${TENANT} changed each of the 3 times that it was read, so numbers may be missing here. ` +
        "Run this again when no upload or release is under way",
    },
  ]);
  expect((await drift()).text).not.toContain(ALL_CLEAR);
});

it("the drift command with --unmanaged names numbers whose rows cannot be read, and says how many rows do not tell theirs", async () => {
  hold("desks", { numbers: { "+61395556900..+61395556908": 9 } });
  const unreadable = room.emulator.fail({ kind: "list", unreadable: "+61395556909" });
  expect(await report()).toMatchObject({
    code: 0,
    said: { errors: [], unmanaged: [{ numbers: { "+61395556909": 1 } }] },
  });
  unreadable.remove();
  room.emulator.fail({ kind: "list", malformed: true });
  const { code, said } = await report();
  expect(code).toBe(4);
  expect(said.errors.map(({ message }) => message)).toEqual([
    `--unmanaged: 1 row of the list of tenant ${TENANT} cannot be read, so it is not known whether a state holds it. Look it up in the portal`,
  ]);
});

it("the drift command with --unmanaged makes its report also where a tenant's list cannot be read a second time", async () => {
  hold("desks", { numbers: { "+61395556900": 1 } });
  hold("others", OTHERS);
  await drift();
  const lists = room.emulator.requests.filter(({ query }) => query["msTenantId"] === TENANT).length;
  room.emulator.fail({ path: `msTenantId=${TENANT}`, after: lists - 1, respond: { status: 403 } });
  const { code, said } = await report();
  expect(code).toBe(4);
  expect(said.errors).toHaveLength(1);
  expect(said.errors[0]?.message).toMatch(/^--unmanaged: tenant 3bc57cac-\S+: .* answered 403/);
  expect(said.unmanaged).toEqual([OTHERS_UNMANAGED]);
});
