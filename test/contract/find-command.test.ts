import { type FindArguments, findCommand } from "../../cli/find-command";
import { CommandRoom, OTHER_TENANT, TENANT, exported, stored } from "./command-room";

const BLOCK = "+61395556900..+61395556909";

let room: CommandRoom;
beforeEach(async () => {
  room = await CommandRoom.open();
  room.emulator.portal.add(TENANT, BLOCK);
  room.emulator.portal.add(OTHER_TENANT, "+61395557000");
});
afterEach(() => room.close());

function find(numbers: string[], options: FindArguments = {}) {
  return room.run((surroundings) => findCommand(numbers, options, surroundings));
}

it("the find command tells tenant, profile, status, use, upload and state of numbers in any notation", async () => {
  room.emulator.portal.assign("+61395556901");
  const desks = stored("desks", { numbers: { "+61395556900..+61395556908": 9 } });
  const state = [room.write("contoso.json", exported(desks))];
  const { code, lines } = await find(["+61 (3) 9555-6900", "tel:+61395556901;ext=12", "+61395557000"], {
    state,
  });
  expect(code).toBe(2);
  const [head = "", ...rows] = lines;
  expect(head.split(/ {2,}/)).toEqual([
    "Numbers",
    "Tenant",
    "Profile",
    "Status",
    "Use",
    "Uploaded",
    "Job",
    "State",
  ]);
  const file = state[0] ?? "";
  expect(rows[0]).toMatch(
    /^\+61395556900 .*3bc57cac-.*Calling EMEA +Active +not in use +\d{4}-\d\d-\d\d \d\d:\d\dZ by \w+ +[0-9a-f-]{36} /,
  );
  expect(rows[0]).toContain(`${file}: desks`);
  expect(rows[1]).toMatch(/^\+61395556901 .* UserAssigned /);
  expect(rows[2]).toMatch(/^\+61395557000 .*f94238e5-.* none$/);
  expect(lines.at(-1)).toBe("Looked for in 1 state.");
});

it("the find command says that a number is in no tenant, and ends with 2", async () => {
  const { code, lines } = await find(["+61395558888", "+61395556900"]);
  expect(code).toBe(2);
  expect(lines[2]).toMatch(/^\+61395558888 +in no tenant$/);
  expect(lines.at(-1)).toMatch(/^In no tenant: free at the operator, or in a channel/);
});

it("the find command tells a block in as few lines as there are differences, as JSON with all that is known", async () => {
  room.emulator.portal.mark("+61395556904");
  const first = room.write("a.json", exported(stored("a", { numbers: { "+61395556900..+61395556905": 6 } })));
  const second = room.write("b.json", exported(stored("b", { numbers: {}, pending: { "+61395556905": 1 } })));
  const { code, text } = await find([BLOCK], { state: [first, second], json: true });
  expect(code).toBe(2);
  const said: unknown = JSON.parse(text);
  expect(said).toMatchObject({
    found: [
      {
        numbers: "+61395556900..+61395556903",
        count: 4,
        heldBy: [{ state: first, resource: "a", as: "numbers" }],
      },
      { numbers: "+61395556904", acquiredNumberStatus: "MarkedForRemoval", msTenantId: TENANT },
      { numbers: "+61395556905", heldBy: [{ resource: "a" }, { resource: "b", as: "pending" }] },
      { numbers: "+61395556906..+61395556909", count: 4, heldBy: [], callingProfile: "Calling EMEA" },
    ],
    states: [
      { state: first, allocations: 1 },
      { state: second, allocations: 1 },
    ],
  });
});

it("the find command names the stack that holds a number, and none that only gets it", async () => {
  const desks = stored("desks", { numbers: { "+61395556900": 1 } });
  const holds = room.write("holds.json", exported(desks));
  const gets = room.write("gets.json", exported({ ...desks, external: true }));
  const { code, text } = await find(["+61395556900"], { state: [gets, holds], json: true });
  expect(code).toBe(0);
  expect(JSON.parse(text)).toMatchObject({ found: [{ heldBy: [{ state: holds }] }] });
});

it("the find command asks for a few numbers one by one, and reads the list for a block", async () => {
  const gets = () => room.emulator.requests.filter(({ path }) => path.includes("/numbers/+")).length;
  await find(["+61395556900"]);
  expect(gets()).toBe(1);
  expect((await find([BLOCK])).code).toBe(0);
  expect(gets()).toBe(1);
});

it("the find command names numbers only by their profile's id where the profiles cannot be read", async () => {
  room.emulator.fail({ path: "/callingprofile", respond: { status: 403 } });
  const { code, text } = await find(["+61395556900"], { json: true });
  expect(code).toBe(0);
  expect(JSON.parse(text)).toMatchObject({ found: [{ callingProfile: null }] });
});

it.each([
  [["61395556900"], {}, /"61395556900" has no plus and country calling code/],
  [["+999123456789"], {}, /"\+999123456789" does not begin with an assigned country calling code/],
  [["reception"], {}, /"reception" is not a telephone number/],
  [
    ["+61395556900..6909"],
    {},
    /may be a block: write its last number in full, with the plus; if it is one number, leave out the/,
  ],
  [["+61395556909-+61395556900"], {}, /is reversed: swap start and end/],
  [["+61395556900"], { state: ["/nowhere"] }, /--state: there is no file or folder \/nowhere/],
])("the find command refuses %j with %j by a sentence", async (numbers, options, message) => {
  await expect(find(numbers, options)).rejects.toThrow(message);
  expect(room.emulator.requests).toHaveLength(0);
});
