import { type DriftArguments, driftCommand } from "../../cli/drift-command";
import { type Report, reportSchema } from "../../cli/report/schema";
import { type Clock, systemClock } from "../../provider/common/clock";
import { CommandRoom, OTHER_PROFILE, OTHER_TENANT, PROFILE, TENANT, exported, stored } from "./command-room";

let room: CommandRoom;
beforeEach(async () => {
  room = await CommandRoom.open({ seed: { tenants: [], callingProfiles: PROFILES, strictTenants: false } });
});
afterEach(() => room.close());

const PROFILES = [PROFILE, OTHER_PROFILE].map((callingProfileId, index) => ({
  ...{ callingProfileId, name: `Profile ${index}` },
  sbcs: [{ sbcId: 1, sbcName: "one" }],
}));

/** Time passes only where somebody waits. */
class LeapingClock implements Clock {
  #now = Date.now();

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    this.#now += ms;
    return Promise.resolve();
  }
}

/** How a state marks a value as secret. */
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

function drift(options: Partial<DriftArguments>, { clock = systemClock, requestsPerSecond = "1000" } = {}) {
  const stderr = { write: () => true };
  const typed = { maxLength: "65000", ...options };
  return room.run(({ env, print }) =>
    driftCommand(typed, {
      env: { ...env, LIVEPLATFORM_REQUESTS_PER_SECOND: requestsPerSecond },
      print,
      stderr,
      clock,
    }),
  );
}

async function report(options: Partial<DriftArguments>): Promise<{ code: number; said: Report }> {
  const { code, text } = await drift({ ...options, json: true });
  return { code, said: reportSchema.parse(JSON.parse(text)) };
}

it("the drift command tells number by number what a refresh would find, and what an up would do about it, with its state", async () => {
  const { portal } = room.emulator;
  portal.add(TENANT, "+61395556900..+61395556909");
  portal.add(OTHER_TENANT, "+61395557000");
  portal.remove(TENANT, "+61395556901");
  portal.reprofile("+61395556902", OTHER_PROFILE);
  portal.mark("+61395556903");
  const desks = stored("desks", { numbers: { "+61395556900..+61395556908": 9 } });
  const well = stored("well", { msTenantId: OTHER_TENANT, numbers: { "+61395557000": 1 } });
  const state = [room.write("contoso.json", exported(desks)), room.write("fabrikam.json", exported(well))];
  const { code, said } = await report({ state, unmanaged: true });
  expect(code).toBe(3);
  expect(said).toMatchObject({
    outcome: "drift",
    errors: [],
    totals: { drifted: 3, allocations: 1 },
    allocations: [
      {
        name: `${state[0]}: desks`,
        msTenantId: TENANT,
        drift: [
          { reason: "missing", repair: "upload", numbers: { "+61395556901": 1 } },
          { reason: `callingProfile ${OTHER_PROFILE}`, repair: "reload", numbers: { "+61395556902": 1 } },
          { reason: "MarkedForRemoval", repair: "clear", numbers: { "+61395556903": 1 } },
        ],
      },
    ],
    unmanaged: [{ msTenantId: TENANT, numbers: { "+61395556909": 1 } }],
  });
  expect(said.callingProfiles).toEqual({ [OTHER_PROFILE]: "Profile 1" });
  const { lines } = await drift({ state, unmanaged: true });
  expect(lines.join("\n")).toContain(`callingProfile ${OTHER_PROFILE} ("Profile 1") → released`);
  expect(lines[1]).toBe("### Telephone numbers: drift");
  expect(lines.filter((line) => line.startsWith("####"))).toEqual([
    expect.stringMatching(/differs from its state$/),
  ]);
  expect(lines).toContain(`- tenant \`${TENANT}\`: 1 (\`+61395556909\`)`);
});

it("the drift command looks at the allocations of a plugin as it does at a dynamic one's", async () => {
  room.emulator.portal.add(TENANT, "+61395556900");
  const type = "liveplatform:index:OcNumberAllocation";
  const urn = `urn:pulumi:dev::numbers::${type}::desks`;
  const outputs = { ...stored("desks", { numbers: { "+61395556900..+61395556901": 2 } }), urn, type };
  const { code, said } = await report({ state: [room.write("yaml.json", exported(outputs))] });
  expect(code).toBe(3);
  expect(said.allocations).toMatchObject([
    { urn, drift: [{ reason: "missing", repair: "upload", numbers: { "+61395556901": 1 } }] },
  ]);
});

it("the drift command says that all is well, and ends with 0", async () => {
  room.emulator.portal.add(TENANT, "+61395556900");
  const state = [room.write("a.json", exported(stored("a", { numbers: { "+61395556900": 1 } })))];
  const { code, text } = await drift({ state });
  expect(code).toBe(0);
  expect(text).toContain("The tenants hold what the states say.");
});

it("the drift command believes no answer that looks like a great loss, and still looks at the other tenants", async () => {
  room.emulator.portal.add(OTHER_TENANT, "+61395557000");
  const lost = stored("lost", { numbers: { "+61395556900..+61395556999": 100 } });
  const well = stored("well", { msTenantId: OTHER_TENANT, numbers: { "+61395557000..+61395557001": 2 } });
  const state = [room.write("both.json", exported(lost, well))];
  const { code, said } = await report({ state });
  expect(code).toBe(4);
  expect(said.errors).toMatchObject([
    {
      resource: `${state[0]}: lost`,
      message: matching(/^Tenant 3bc57cac-\S+ lists no number at all/),
    },
  ]);
  expect(said.allocations).toMatchObject([{ drift: [{ reason: "missing", count: 1 }] }]);
});

it("the drift command names a state that cannot be read, and an allocation whose numbers are encrypted, and looks at the rest", async () => {
  room.emulator.portal.add(TENANT, "+61395556900");
  const secret = { ...SECRET, ciphertext: "v1:x" };
  room.write("a.json", exported(stored("a", { numbers: { "+61395556900": 1 } })));
  room.write("b.json", exported(stored("hush", { numbers: secret })));
  room.write("c.json", { steps: [] });
  const { code, said } = await report({ state: [room.folder] });
  expect(code).toBe(4);
  expect(said.errors.map(({ message }) => message)).toEqual([
    expect.stringContaining("c.json is not what"),
    expect.stringContaining("part of its state is a secret, and encrypted in"),
  ]);
});

it("the drift command names numbers that a change of settings has not come to, whether or not the state shows what they had", async () => {
  room.emulator.portal.add(TENANT, "+61395556900..+61395556901");
  const key = "+61395556901";
  const had = [{ numbers: { [key]: 1 }, settings: { callingProfile: PROFILE, address: "10 Hidden Street" } }];
  const half = {
    numbers: { "+61395556900..+61395556901": 2 },
    drift: { [key]: "not changed yet: address" },
  };
  for (const secret of [{ ciphertext: "v1:x" }, { plaintext: JSON.stringify(had) }]) {
    const __earlierSettings = { ...SECRET, ...secret };
    const state = [room.write("half.json", exported(stored("half", { ...half, __earlierSettings })))];
    const { code, said } = await report({ state });
    expect(code).toBe(3);
    expect(said.errors).toEqual([]);
    expect(said.allocations).toMatchObject([{ drift: [{ numbers: { [key]: 1 } }] }]);
  }
});

it("the drift command where nothing could be looked at makes a report that says why, and ends with 4 as where some could not", async () => {
  const state = [room.write("desks.json", exported(stored("desks", { numbers: { "+61395556900": 1 } })))];
  room.emulator.fail({ path: "/api", respond: { status: 403 } });
  const { code, said } = await report({ state });
  expect([code, JSON.stringify(said.errors)]).toEqual([4, matching(/answered 403/)]);
});

it("the drift command gives no all-clear where the states have no allocation at all: they may be the wrong ones", async () => {
  room.write("one.json", exported());
  room.write(
    "two.json",
    exported({ urn: "urn:pulumi:dev::x::pulumi:pulumi:Stack::x", type: "pulumi:pulumi:Stack" }),
  );
  await expect(drift({ state: [room.folder] })).rejects.toThrow(
    "2 states were read, and none of them has an allocation of telephone numbers. Are they the right ones?",
  );
});

it("the drift command of an allocation whose every number is gone says so, as a preview does", async () => {
  room.emulator.portal.add(TENANT, "+61395557000..+61395557009");
  const gone = stored("gone", { numbers: { "+61395556900..+61395556901": 2 }, numberCount: 2 });
  const { said } = await report({ state: [room.write("gone.json", exported(gone))] });
  expect(said.warnings).toMatchObject([{ message: matching(/^all of its 2 numbers are gone/) }]);
  expect(said.outcome).toBe("drift");
});

it("the drift command looks at 1,000 tenants of 100 numbers in at most 1.2 times what requestsPerSecond needs, and writes nothing", async () => {
  const resources = Array.from({ length: 1_000 }, (_, index) => {
    const msTenantId = tenantOf(index);
    const first = 61395000000 + index * 100;
    const block = `+${first}..+${first + 99}`;
    room.emulator.portal.add(msTenantId, block);
    return stored("desks", { msTenantId, numbers: { [block]: 100 } });
  });
  const state = [room.write("fleet.json", exported(...resources))];
  const clock = new LeapingClock();
  const started = clock.now();
  const { code } = await drift({ state }, { clock, requestsPerSecond: "10" });
  expect(code).toBe(0);
  expect(room.emulator.requests).toHaveLength(1_000);
  expect(room.emulator.requests.every(({ verb }) => verb === "GET")).toBe(true);
  const seconds = (clock.now() - started) / 1_000;
  expect(seconds).toBeGreaterThan(90);
  expect(seconds).toBeLessThanOrEqual(1.2 * 100);
});

it.each([
  [{}, /^Which states\? Give --state with files or folders, or --backend/],
  [{ state: ["/nowhere"] }, /--state: there is no file or folder \/nowhere/],
  [{ state: [], format: "yaml" }, /--format: expected markdown, json, teams or slack, not 'yaml'/],
])("the drift command refuses %j by a sentence", async (options, message) => {
  await expect(drift(options)).rejects.toThrow(message);
});

function tenantOf(index: number): string {
  return `3bc57cac-5794-457f-ad36-${String(index).padStart(12, "0")}`;
}

/** Untyped matchers would make their objects untyped. */
function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
