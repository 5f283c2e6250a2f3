import { APAC, type AllocationOutputs, ExportWorkshop, OTHER_TENANT, TENANT } from "./export-workshop";

const BLOCK = "+61395556900..+61395556909";
const USERS = "calling-emea-users";
const DEPLOYED = { [USERS]: { numbers: { [BLOCK]: 10 } } };

let workshop: ExportWorkshop;
beforeEach(async () => {
  workshop = await ExportWorkshop.open();
  workshop.emulator.portal.add(TENANT, BLOCK);
});
afterEach(() => workshop.dispose());

/** Numbers apart, in numbers.json, as an export of many writes them. */
async function exportApart(): Promise<Readonly<Record<string, AllocationOutputs>>> {
  const alone = Array.from({ length: 60 }, (_, index) => `+613955${10_000 + 2 * index}`);
  workshop.emulator.portal.add(TENANT, alone);
  await workshop.run();
  const numbers = Object.fromEntries(alone.map((number) => [number, 1]));
  return { [USERS]: { numbers: { [BLOCK]: 10, ...numbers } } };
}

/** As somebody does who reads the comment in the program. */
function editProgram(): void {
  workshop.write(
    "index.ts",
    workshop.read("index.ts").replace("adoptExisting = true", "adoptExisting = false"),
  );
}

it("the accept command in a project that nobody has edited finds nothing where the tenant holds what the stack declares", async () => {
  await workshop.run();
  const { code, printed } = await workshop.accept(DEPLOYED);
  expect(code).toBe(0);
  expect(printed).toMatch(/^Nothing to accept: tenant 3bc57cac-\S+ holds what \S+state.json declares\.$/);
});

it("the accept command in a project that nobody has edited shows what left, moved and was added within the blocks, and writes it when it is told to", async () => {
  await workshop.run();
  const { portal } = workshop.emulator;
  portal.remove(TENANT, "+61395556903");
  portal.reprofile("+61395556905..+61395556906", APAC);
  portal.add(TENANT, "+61395556950");
  portal.add(TENANT, "+61395557000");
  const before = workshop.read("index.ts");
  const shown = await workshop.accept(DEPLOYED);
  expect(shown.code).toBe(3);
  expect(shown.printed.split("\n").slice(1)).toEqual([
    "  +61395556903: no longer in the tenant; leaves calling-emea-users",
    "  +61395556905..+61395556906 (2 numbers): other settings in the tenant; moves from calling-emea-users to calling-apac-users (new, Calling APAC)",
    "  +61395556950: added to the tenant by others; joins calling-emea-users",
    "Nothing has been written. Write it with --yes.",
  ]);
  expect(workshop.read("index.ts")).toBe(before);

  const written = await workshop.accept(DEPLOYED, { yes: true });
  expect(written.code).toBe(0);
  expect(written.printed).toContain("  index.ts: written\n");
  const program = workshop.read("index.ts");
  expect(program).toContain(`OcNumberAllocation("calling-apac-users", {`);
  expect(program).toContain(`{ start: "+61395556905", end: "+61395556906" }`);
  expect(program).toContain(`phoneNumbers: ["+61395556904", "+61395556950"]`);
  expect(program).not.toMatch(/\+61395556903|\+61395557000/);
  const accepted = {
    [USERS]: {
      numbers: {
        "+61395556900..+61395556902": 3,
        "+61395556904": 1,
        "+61395556907..+61395556909": 3,
        "+61395556950": 1,
      },
    },
    "calling-apac-users": { callingProfile: APAC, numbers: { "+61395556905..+61395556906": 2 } },
  };
  expect((await workshop.accept(accepted)).printed).toContain("Nothing to accept");
  expect(workshop.emulator.counts.writes).toBe(0);
});

it("the accept command in a project that nobody has edited keeps a number declared that is marked or being released, and says why", async () => {
  await workshop.run();
  workshop.emulator.portal.mark("+61395556901");
  const { code, printed } = await workshop.accept(DEPLOYED, { yes: true });
  expect(code).toBe(2);
  expect(printed).toContain(
    "Stays as it is declared:\n  +61395556901 (calling-emea-users): MarkedForRemoval",
  );
});

it("the accept command in a project that nobody has edited refuses a stack that was not deployed from it, and names the difference", async () => {
  await workshop.run();
  workshop.emulator.portal.remove(TENANT, "+61395556903");
  const other = { [USERS]: { numbers: { "+61395556900..+61395556908": 9 } } };
  await expect(workshop.accept(other)).rejects.toThrow(
    "the stack does not hold +61395556909. Run pulumi up first",
  );
  const more = { ...DEPLOYED, desks: { numbers: { "+61395556800": 1 } } };
  await expect(workshop.accept(more)).rejects.toThrow("the program has no desks");
  await expect(workshop.accept({})).rejects.toThrow("There is no allocation in");
});

it("the accept command in a project that nobody has edited writes nothing where an answer looks like a great loss, or numbers are on their way", async () => {
  const deployed = await exportApart();
  for (const { telephoneNumber } of workshop.emulator.numbers(TENANT).slice(0, 50))
    workshop.emulator.portal.remove(TENANT, telephoneNumber);
  await expect(workshop.accept(deployed, { yes: true })).rejects.toThrow(
    /50 are missing .* run the same command again with LIVEPLATFORM_ACCEPT_LOSS=3bc57cac-/,
  );
  const pending = {
    [USERS]: { ...DEPLOYED[USERS], pending: { "+61395556990": 1 }, __pendingTasks: ["t"] },
  };
  await expect(workshop.accept(pending, { yes: true })).rejects.toThrow(
    /\+61395556990: sent in an upload and not in the tenant yet\. Run pulumi up first/,
  );
});

it("the accept command in a project whose program somebody has edited changes the data file alone, and says what a new allocation is needed for", async () => {
  const deployed = await exportApart();
  editProgram();
  const program = workshop.read("index.ts");
  const { portal } = workshop.emulator;
  portal.remove(TENANT, "+61395556903");
  portal.reprofile("+61395556905", APAC);
  const { code, printed } = await workshop.accept(deployed, { yes: true });
  expect(code).toBe(2);
  expect(printed).toContain("  +61395556903: no longer in the tenant; leaves calling-emea-users\n");
  expect(printed).toContain(
    `  +61395556905 (calling-emea-users): no allocation has its settings: callingProfile ${APAC}, CallingUserAssignment, InboundCalling, OutboundCalling. Declare one,`,
  );
  expect(printed).toContain("  numbers.json: written\n");
  expect(workshop.read("index.ts")).toBe(program);
  const data = workshop.read("numbers.json");
  expect(data).toContain(`{ "start": "+61395556904", "end": "+61395556909" }`);
  expect(data).not.toContain("+61395556903");
});

it("the accept command in a project whose program somebody has edited moves a number between the allocations of the data file, and keeps what a person has written there", async () => {
  workshop.emulator.portal.add(TENANT, "+61395557000", { callingProfileId: APAC });
  const deployed = await exportApart();
  editProgram();
  const edited = workshop.read("numbers.json").replace(`"+61395557000"`, `"+61395557000", "+61395557001"`);
  workshop.write("numbers.json", edited);
  workshop.emulator.portal.reprofile("+61395556905", APAC);
  workshop.emulator.portal.add(TENANT, "+61395556999");
  const apps = { callingProfile: APAC, numbers: { "+61395557000": 1 }, adoptExisting: false };
  const users = { ...deployed[USERS], numbers: deployed[USERS]?.numbers ?? {}, adoptExisting: false };
  const { code, printed } = await workshop.accept(
    { [USERS]: users, "calling-apac-users": apps },
    { yes: true },
  );
  expect(code).toBe(0);
  expect(printed).toContain(
    "+61395556905: other settings in the tenant; moves from calling-emea-users to calling-apac-users\n",
  );
  expect(printed).toContain("it needs adoptExisting: true on the allocations that they join");
  expect(workshop.read("numbers.json")).toMatch(
    /"calling-apac-users": \{\s+"phoneNumbers": \["\+61395556905"\],\s+"phoneNumberRanges": \[\{ "start": "\+61395557000", "end": "\+61395557001" \}\]/,
  );
  // Still marked as edited, so that an export does not write over it.
  await expect(workshop.run()).rejects.toThrow(/numbers\.json has been edited/);
});

it("the accept command in a project whose program somebody has edited refuses where the program holds the numbers itself, or there is none, or it is another tenant's", async () => {
  await workshop.run();
  editProgram();
  workshop.emulator.portal.remove(TENANT, "+61395556903");
  await expect(workshop.accept(DEPLOYED)).rejects.toThrow(
    /index\.ts has been edited and holds the numbers itself/,
  );
  await expect(workshop.accept(DEPLOYED, { tenant: OTHER_TENANT })).rejects.toThrow(
    `There is no allocation of tenant ${OTHER_TENANT} in`,
  );
  const two = { ...DEPLOYED, other: { msTenantId: OTHER_TENANT, numbers: { "+61395550000": 1 } } };
  await expect(workshop.accept(two)).rejects.toThrow(/of several tenants\. Say which with --tenant/);
  await expect(workshop.accept(DEPLOYED, { dir: "/nowhere" })).rejects.toThrow(/holds no exported project/);
});
