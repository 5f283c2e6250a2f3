import { driftCommand } from "../../cli/drift-command";
import { reportSchema } from "../../cli/report/schema";
import { CommandRoom, PROFILE, TENANT, exported, stored } from "./command-room";

let room: CommandRoom;
beforeEach(async () => {
  const sbcs = [{ sbcId: 1, sbcName: "one" }];
  const callingProfiles = [{ callingProfileId: PROFILE, name: "Gold", sbcs }];
  room = await CommandRoom.open({ seed: { tenants: [], callingProfiles, strictTenants: false } });
  room.emulator.portal.add(TENANT, "+61395556900..+61395556909");
});
afterEach(() => room.close());

function drift(state: string[], json?: true) {
  const typed = { maxLength: "65000", state, ...(json && { json }) };
  return room.run(({ env, print }) => driftCommand(typed, { env, print, stderr: { write: () => true } }));
}

async function warnings(...state: string[]): Promise<string[]> {
  const { text } = await drift(state, true);
  return reportSchema.parse(JSON.parse(text)).warnings.map(({ message }) => message);
}

function holding(name: string, key: string, count: number): string {
  return room.write(`${name}.json`, exported(stored(name, { numbers: { [key]: count } })));
}

it("the drift command warns of numbers that several states hold, each of which would release them, and has no drift for that", async () => {
  const first = holding("first", "+61395556900..+61395556904", 5);
  const second = holding("second", "+61395556903..+61395556909", 7);
  const warning =
    `+61395556903..+61395556904 (2 numbers) of tenant ${TENANT}: in more than one of these states, each of which would release them: ` +
    `${first}: first, ${second}: second. Take them out of all but one, with releaseRemoved: false`;
  expect(await warnings(first, second)).toEqual([warning]);
  const { code, text } = await drift([first, second]);
  expect(code).toBe(0);
  expect(text).toContain("[!WARNING]");
  expect(text).toContain("in more than one of these states");
});

it("the drift command warns of no number of a state that is given twice, and of one that cannot be read", async () => {
  const state = exported(stored("desks", { numbers: { "+61395556900": 1 } }));
  const broken = room.write("broken.json", exported(stored("broken", { numbers: { nonsense: 1 } })));
  expect(await warnings(room.write("a.json", state), room.write("b.json", state), broken)).toEqual([]);
});

it("the drift command warns of no number that another stack only gets: that one releases nothing", async () => {
  const theirs = { ...stored("theirs", { numbers: { "+61395556900": 1 } }), external: true };
  const gets = room.write("gets.json", exported(theirs));
  expect(await warnings(holding("first", "+61395556900", 1), gets)).toEqual([]);
});
