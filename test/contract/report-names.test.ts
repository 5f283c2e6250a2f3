import { join } from "node:path";
import { Readable } from "node:stream";
import { type ReportArguments, reportCommand } from "../../cli/report-command";
import { CommandRoom, OTHER_PROFILE, PROFILE } from "./command-room";

const file = join(__dirname, "../unit/report/previews/change.json");

let room: CommandRoom;
beforeEach(async () => {
  const callingProfiles = [PROFILE, OTHER_PROFILE].map((callingProfileId, index) => ({
    callingProfileId,
    name: `Profile ${index}`,
    sbcs: [{ sbcId: 1, sbcName: "one" }],
  }));
  room = await CommandRoom.open({ seed: { tenants: [], callingProfiles } });
});
afterEach(() => room.close());

function report(options: Partial<ReportArguments>, env: NodeJS.ProcessEnv) {
  const typed = { maxLength: "github", ...options };
  return room.run(({ print }) => reportCommand(file, typed, { print, env, stdin: Readable.from([]) }));
}

it("the report command with --names shows the name of a calling profile behind its id, and asks nobody without the option", async () => {
  const { code, text } = await report({ names: true }, room.env);
  expect(code).toBe(3);
  expect(text).toContain(`callingProfile ${OTHER_PROFILE} ("Profile 1") → released and uploaded again`);
  expect(room.emulator.requests).toHaveLength(1);
  const plain = await report({}, room.env);
  expect(plain.text).toContain(`callingProfile ${OTHER_PROFILE} → released and uploaded again`);
  expect(room.emulator.requests).toHaveLength(1);
});

it.each([
  ["without settings", {}],
  ["with a token that is refused", { LIVEPLATFORM_TOKEN: "wrong" }],
])("the report command with --names makes the same report %s, without the names", async (_, instead) => {
  const env = Object.keys(instead).length === 0 ? {} : { ...room.env, ...instead };
  const { code, text } = await report({ names: true }, env);
  expect(code).toBe(3);
  expect(text).toContain(`callingProfile ${OTHER_PROFILE} → released and uploaded again`);
});

it("the report command prints the same JSON for --format json as for --json, and refuses --json beside another format", async () => {
  const { text } = await report({ json: true }, {});
  expect(JSON.parse(text)).toMatchObject({ outcome: "drift" });
  expect((await report({ format: "json" }, {})).text).toBe(text);
  await expect(report({ json: true, format: "teams" }, {})).rejects.toThrow(
    "--json, --format teams: one of them, not both.",
  );
});
