import { type Emulator, startEmulator } from "../../emulator";
import { type Client, OTHER_TENANT, TENANT, client, numbersOf } from "./emulator-client";

describe("the emulator's rules for lists that tell more, or other things, than was asked", () => {
  let emulator: Emulator;
  let api: Client;
  beforeEach(async () => {
    emulator = await startEmulator({ time: "virtual" });
    api = client(emulator);
    emulator.portal.add(TENANT, "+61395556900..+61395556904");
  });
  afterEach(() => emulator.close());

  const page = (number: number) => api.list(`msTenantId=${TENANT}&PageSize=2&PageNumber=${number}`);

  it("the emulator's rules for lists that tell more, or other things, than was asked list and count the numbers of all tenants", async () => {
    emulator.portal.add(OTHER_TENANT, "+442074996300");
    emulator.fail({ kind: "list", tenant: TENANT, unfiltered: true, times: 1 });
    const all = await api.list(`msTenantId=${TENANT}`);
    expect([all.totalRecords, numbersOf(all).at(-1)]).toEqual([6, "+442074996300"]);
    expect(await api.list(`msTenantId=${TENANT}`)).toMatchObject({ totalRecords: 5 });
  });

  it("the emulator's rules for lists that tell more, or other things, than was asked move while they are read: later pages begin later, or earlier", async () => {
    const later = emulator.fail({ kind: "list", shift: 1 });
    expect(numbersOf(await page(1))).toEqual(["+61395556900", "+61395556901"]);
    expect(numbersOf(await page(2))).toEqual(["+61395556903", "+61395556904"]);
    expect(numbersOf(await page(3))).toEqual([]);
    later.remove();
    emulator.fail({ kind: "list", shift: -1 });
    expect(numbersOf(await page(1))).toEqual(["+61395556900", "+61395556901"]);
    expect(numbersOf(await page(2))).toEqual(["+61395556901", "+61395556902"]);
    expect(await page(3)).toMatchObject({ totalRecords: 5, totalPages: 3 });
  });

  it("the emulator's rules for lists that tell more, or other things, than was asked show a row that tells its number and nothing else that can be read", async () => {
    emulator.fail({ kind: "list", unreadable: "+61395556901" });
    const { data } = await page(1);
    expect(data).toMatchObject([
      { telephoneNumber: "+61395556900", tenantId: TENANT, assignmentStatus: "Unassigned" },
      { telephoneNumber: "+61395556901", tenantId: null, assignmentStatus: 7 },
    ]);
  });

  it("the emulator's rules for lists that tell more, or other things, than was asked come over HTTP too", async () => {
    const origin = new URL(emulator.url).origin;
    const rule = { kind: "list", unfiltered: true, shift: -1, unreadable: ["+61395556901"] };
    const answer = await fetch(`${origin}/_emulator/fail`, {
      method: "POST",
      headers: { authorization: `Bearer ${emulator.token}` },
      body: JSON.stringify(rule),
    });
    expect([answer.status, await answer.json()]).toEqual([200, { id: "1" }]);
    expect(numbersOf(await page(2))).toEqual(["+61395556901", "+61395556902"]);
  });
});
