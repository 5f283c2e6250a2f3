import { type InventoryArguments, inventoryCommand } from "../../cli/inventory-command";
import { CommandRoom, OTHER_PROFILE, OTHER_TENANT, TENANT } from "./command-room";

let room: CommandRoom;
let drawn: string;
beforeEach(async () => {
  drawn = "";
  room = await CommandRoom.open();
});
afterEach(() => room.close());

function inventory(options: InventoryArguments = {}, isTTY = false) {
  const stderr = { isTTY, write: (text: string) => (drawn += text) };
  return room.run((surroundings) => inventoryCommand(options, { ...surroundings, stderr }));
}

describe("the inventory command", () => {
  beforeEach(() => {
    const { portal } = room.emulator;
    portal.add(TENANT, "+61395556895..+61395556904");
    portal.add(OTHER_TENANT, "+61395557000");
    portal.reprofile("+61395556904", OTHER_PROFILE);
    portal.assign(["+61395556895", "+61395556896"]);
    portal.mark("+61395556897");
  });

  it("the inventory command counts what is held, in use, free, marked, by tenant, profile and block of 100", async () => {
    const { code, text, lines } = await inventory();
    expect(code).toBe(0);
    expect(text).toMatch(/^Tenant +Held +In use +Free +Not acquired +Marked +Leaving$/m);
    expect(text).toMatch(/^Contoso 3bc57cac-\S+ +10 +2 +7 +0 +1 +0$/m);
    expect(text).toMatch(/^All +11 +2 +8 +0 +1 +0$/m);
    expect(text).toMatch(/^Contoso 3bc57cac-\S+ +Calling APAC +1 +0 +1 +0 +0 +0$/m);
    expect(lines).toContainEqual(expect.stringMatching(/^\+61395556800\.\.\+61395556899 +5 +2 +2 +0 +1 +0$/));
    expect(lines).toContainEqual(expect.stringMatching(/^\+61395556900\.\.\+61395556999 +5 +0 +5 /));
    expect(drawn).toBe("");
  });

  it("the inventory command counts the tenants that are asked for, as JSON and as CSV", async () => {
    const { text } = await inventory({ tenant: [TENANT.toUpperCase(), OTHER_TENANT], json: true });
    expect(JSON.parse(text)).toMatchObject({
      totals: { held: 11, inUse: 2, free: 8 },
      tenants: [
        {
          msTenantId: TENANT,
          held: 10,
          profiles: [
            { callingProfileId: OTHER_PROFILE, name: "Calling APAC", held: 1 },
            { name: "Calling EMEA", blocks: [{ block: "+61395556800..+61395556899", held: 5 }, { held: 4 }] },
          ],
        },
        { msTenantId: OTHER_TENANT, held: 1 },
      ],
      unreadable: 0,
      consistent: true,
    });
    const csv = await inventory({ tenant: [OTHER_TENANT], csv: true });
    expect(csv.lines).toHaveLength(2);
    expect(csv.lines[0]).toBe(
      "msTenantId,tenant,callingProfileId,callingProfile,block,held,inUse,free,notAcquired,marked,leaving",
    );
    expect(csv.lines[1]).toMatch(/^f94238e5-.*,Calling EMEA,\+61395557000\.\.\+61395557099,1,0,1,0,0,0$/);
  });

  it("the inventory command ends with 2 where rows cannot be read, and says how many are not counted", async () => {
    room.emulator.fail({ kind: "list", unreadable: "+61395556900" });
    expect((await inventory()).code).toBe(2);
    expect(drawn).toBe("1 row of the list could not be read, and is counted nowhere.\n");
  });

  it.each([
    [{ tenant: ["contoso"] }, /--tenant: expected the GUID .* not 'contoso'/],
    [{ csv: true, json: true }, /--csv, --json: one of them, not both/],
  ] as const)("the inventory command refuses %j by a sentence", async (options, message) => {
    await expect(inventory(options)).rejects.toThrow(message);
  });
});

it("the inventory command for 30,000 numbers counts them page by page, with a bar on a terminal", async () => {
  room.emulator.portal.add(TENANT, "+61395500000..+61395529999");
  const { code, text } = await inventory({ json: true }, true);
  expect(code).toBe(0);
  expect(JSON.parse(text)).toMatchObject({ totals: { held: 30_000, free: 30_000 } });
  expect(drawn).toContain("[##############################] 30000 of 30000 numbers");
  expect(drawn.endsWith("\r\u001b[K")).toBe(true);
  expect(room.emulator.requests.length).toBeLessThan(12);
});
