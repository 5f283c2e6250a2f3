import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmulatorArguments, emulatorCommand } from "../../cli/emulator-command";
import { startEmulator } from "../../emulator";
import { TENANT } from "./emulator-client";

/** A command that runs until `end`, with what it has printed. */
function running(typed: EmulatorArguments) {
  const lines: string[] = [];
  let stop = () => {};
  let ready = () => {};
  const isReady = new Promise<void>((resolve) => (ready = resolve));
  const print = (line: string) => {
    lines.push(line);
    if (line.includes("export LIVEPLATFORM_TOKEN")) ready();
  };
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const ended = emulatorCommand({ port: "0", ...typed }, { print, stop: stopped });
  const end = async () => {
    stop();
    await ended;
  };
  return { lines, end, ready: Promise.race([isReady, ended]) };
}

describe("npx pulumi-liveplatform emulator", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "plp-emulator-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const seedFile = (seed: unknown) => {
    const file = join(folder, "seed.json");
    writeFileSync(file, JSON.stringify(seed));
    return file;
  };

  it("npx pulumi-liveplatform emulator prints its tenants with what they hold, and its calling profiles", async () => {
    const seed = seedFile({
      tenants: [{ msTenantId: TENANT, name: "Contoso", numbers: ["+61395556900..+61395556999"] }],
      callingProfiles: [
        {
          callingProfileId: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
          name: "Calling EMEA",
          sbcs: [{ sbcId: 11, sbcName: "sbc" }],
        },
        { callingProfileId: "9097a8b4-1cc8-461c-af93-e5b14943f5d7", name: "Not in service", sbcs: [] },
      ],
    });
    const command = running({ seed });
    await command.ready;
    expect(command.lines.slice(1, 6)).toEqual([
      "Tenants:",
      `  ${TENANT}  Contoso, 100 numbers`,
      "Calling profiles:",
      "  ab86ef82-ce9e-4ead-befb-4aa954b64872  Calling EMEA",
      "  9097a8b4-1cc8-461c-af93-e5b14943f5d7  Not in service (no SBC: uploads with it are refused)",
    ]);
    await command.end();
  });

  it("npx pulumi-liveplatform emulator prints each request and each click with its time", async () => {
    const command = running({ token: "t" });
    await command.ready;
    const url = command.lines[0]?.match(/http:\S+(?=,)/)?.[0] ?? "";
    const headers = { authorization: "Bearer t" };
    await fetch(`${url}/api/v2/oc/callingprofile`, { headers });
    const body = JSON.stringify({ tenant: TENANT, numbers: "+61395556905" });
    await fetch(url.replace("/tenantui", "/_emulator/portal/add"), { method: "POST", headers, body });
    await command.end();
    await expect(fetch(url)).rejects.toThrow("fetch failed");
    expect(command.lines.slice(-3)).toEqual([
      expect.stringMatching(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z GET \/api\/v2\/oc\/callingprofile → 200$/,
      ),
      expect.stringMatching(new RegExp(`^\\d{4}-\\S+Z portal: add \\+61395556905 to tenant ${TENANT}$`)),
      "Stopped.",
    ]);
  });

  it("npx pulumi-liveplatform emulator starts with a seed from a file, and leaves its state in one", async () => {
    const numbers = ["+61395556900..+61395556902"];
    const seed = seedFile({ tenants: [{ msTenantId: TENANT, numbers }], callingProfiles: [] });
    const state = join(folder, "state.json");
    const command = running({ seed, state });
    await command.ready;
    await command.end();
    expect(readFileSync(state, "utf8")).toContain("+61395556902");
  });

  it("npx pulumi-liveplatform emulator takes the seed that the reference shows", async () => {
    const page = readFileSync(join(__dirname, "../../docs/reference/emulator.md"), "utf8");
    const shown = /```json\n(.*?)```/s.exec(page)?.[1] ?? "";
    const command = running({ seed: seedFile(JSON.parse(shown)) });
    await command.ready;
    expect(command.lines[2]).toContain("Contoso, 101 numbers");
    await command.end();
  });

  it.each([
    [{ port: "70000" }, "--port: expected a number from 0 to 65535"],
    [{ taskDuration: "soon" }, "--task-duration: expected a duration"],
    [{ seed: "/nowhere/seed.json" }, "--seed: /nowhere/seed.json cannot be read: ENOENT"],
  ])("npx pulumi-liveplatform emulator says what is wrong with %j", async (options, text) => {
    await expect(running(options).ready).rejects.toThrow(text);
  });

  it("npx pulumi-liveplatform emulator says what to do where the port is in use", async () => {
    const other = await startEmulator();
    const { port } = new URL(other.url);
    await expect(running({ port }).ready).rejects.toThrow(
      `--port: ${port} is in use, perhaps by another emulator. Use --port with another number, or --port 0 for a free one.`,
    );
    await other.close();
  });

  it.each([
    [{}, "tenants: missing; expected an array. callingProfiles: missing; expected an array."],
    [{ tenants: [{ msTenantId: "x" }], callingProfiles: [] }, "tenants[0].msTenantId: expected a GUID."],
    [
      { tenants: [{ msTenantId: TENANT, numbers: [{ numbers: 3 }] }], callingProfiles: [] },
      "tenants[0].numbers[0].numbers: expected an E.164 number, first..last, or a list of both.",
    ],
    [
      { tenants: [{ msTenantId: TENANT, numbers: [7] }], callingProfiles: [] },
      "tenants[0].numbers[0]: expected an E.164 number, first..last, or an object with numbers.",
    ],
    [{ tenants: [{ msTenantId: TENANT, number: [] }], callingProfiles: [] }, "tenants[0].number: unknown."],
  ])(
    "npx pulumi-liveplatform emulator says where in the seed %j something is wrong",
    async (seed, expected) => {
      const file = seedFile(seed);
      await expect(running({ seed: file }).ready).rejects.toThrow(`--seed: ${file}: ${expected}`);
    },
  );
});
