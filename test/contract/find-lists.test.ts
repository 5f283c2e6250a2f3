import { findCommand } from "../../cli/find-command";
import { CommandRoom, OTHER_TENANT, TENANT } from "./command-room";

/** The first 40 of them are in no tenant: more than are asked for by themselves. */
const FIFTY = "+61395556860..+61395556909";
const HELD = "+61395556905";

let room: CommandRoom;
beforeEach(async () => {
  room = await CommandRoom.open();
  room.emulator.portal.add(TENANT, "+61395556900..+61395556909");
  room.emulator.portal.add(OTHER_TENANT, "+61395557000");
});
afterEach(() => room.close());

function find(json?: true) {
  return room.run((surroundings) => findCommand([FIFTY], json ? { json } : {}, surroundings));
}

/** The line of each run of numbers, by its first one. */
async function lineOf(first: string): Promise<string | undefined> {
  const { lines } = await find();
  return lines.find((line) => line.startsWith(first));
}

it("the find command says of no number that it is in no tenant where the list changed each time that it was read", async () => {
  room.emulator.fail({ kind: "list", omit: HELD });
  const { code, lines, text } = await find();
  expect(code).toBe(2);
  expect(text).not.toMatch(/in no tenant/i);
  expect(lines).toContainEqual(expect.stringMatching(/^\+61395556905 +\? +unknown$/));
  expect(lines).toContainEqual(expect.stringMatching(/^\+61395556860\.\.\+61395556899 \(40\) +\? +unknown$/));
  expect(lines.at(-1)).toBe(
    "Unknown: the platform's list lacks these numbers, and it changed each of the 3 times that it was read. " +
      "Look for 20 of them or fewer at a time: each is then asked for by itself.",
  );
  expect(JSON.parse((await find(true)).text)).toMatchObject({
    found: [{}, { count: 5 }, { numbers: HELD, msTenantId: null, acquiredNumberStatus: "unknown" }, {}],
  });
});

it("the find command reads a list again that changed meanwhile, and believes the one that did not", async () => {
  // The page of one number that tells how many there are, and the two of the first list.
  room.emulator.fail({ kind: "list", omit: HELD, times: 3 });
  const { code, lines } = await find();
  expect(code).toBe(2);
  expect(lines).toContainEqual(
    expect.stringMatching(/^\+61395556900\.\.\+61395556909 \(10\) .*3bc57cac-.* Active /),
  );
  expect(lines).toContainEqual(
    expect.stringMatching(/^\+61395556860\.\.\+61395556899 \(40\) +in no tenant$/),
  );
});

it("the find command says of no number that it is in no tenant where a row of the list does not tell its number", async () => {
  room.emulator.fail({ kind: "list", malformed: true });
  const { code, lines, text } = await find();
  expect(code).toBe(2);
  expect(text).not.toMatch(/in no tenant/i);
  expect(lines.at(-1)).toMatch(/^Unknown: .* and 1 row of it does not tell its number\./);
});

it("the find command says nothing of the use of a number whose row cannot be read", async () => {
  room.emulator.fail({ kind: "list", unreadable: HELD });
  expect(await lineOf(HELD)).toMatch(/^\+61395556905 +\? +unreadable$/);
});
