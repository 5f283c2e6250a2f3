import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emulatorCommand } from "../../cli/emulator-command";
import { startEmulator } from "../../emulator";
import { client, TENANT } from "./emulator-client";

describe("the emulator's state file", () => {
  let folder: string;
  let stateFile: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "emulator-"));
    stateFile = join(folder, "state.json");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("carries numbers, running tasks and time over a restart, and no token", async () => {
    const first = await startEmulator({ stateFile, time: "virtual", token: "very-secret" });
    first.portal.add(TENANT, "+61395556900");
    const taskId = await client(first).uploaded({ phoneNumbers: ["+61395556901"] });
    first.advance(1_500);
    const stoppedAt = first.now();
    await first.close();
    expect(readFileSync(stateFile, "utf8")).not.toContain("very-secret");

    const second = await startEmulator({ stateFile, time: "virtual", now: 0 });
    const api = client(second);
    expect(second.now()).toBe(stoppedAt);
    expect(await api.task(taskId)).toMatchObject({ status: "InProgress" });
    second.advance(500);
    expect(await api.task(taskId)).toMatchObject({ status: "CompletedSuccess" });
    await second.close();

    const third = await startEmulator({ stateFile, time: "virtual" });
    expect(third.uploadsOf("+61395556901")).toBe(1);
    expect(third.numbers(TENANT)).toMatchObject([{ acquiredNumberStatus: 0 }, { acquiredNumberStatus: 4 }]);
    third.advance(1_000);
    expect(third.numbers(TENANT)).toMatchObject([{ acquiredNumberStatus: 0 }, { acquiredNumberStatus: 0 }]);
    await third.close();
  });

  it("keeps numbers of a running release out of other operations", async () => {
    const first = await startEmulator({ stateFile, time: "virtual" });
    first.portal.add(TENANT, "+61395556900");
    await client(first).released(["+61395556900"]);
    await first.close();
    const second = await startEmulator({ stateFile, time: "virtual" });
    expect(await client(second).release(["+61395556900"])).toMatchObject({ status: 400 });
    second.advance(2_000);
    expect(second.numbers()).toEqual([]);
    await second.close();
  });

  it("leaves nothing but itself in its folder", async () => {
    const emulator = await startEmulator({ stateFile });
    await emulator.close();
    expect(readdirSync(folder)).toEqual(["state.json"]);
  });

  it("is named where it is no state", async () => {
    writeFileSync(stateFile, "{");
    await expect(startEmulator({ stateFile })).rejects.toThrow(`${stateFile} is not a state of this version`);
  });
});

describe("the emulator command", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "emulator-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const untilStopped = Promise.resolve();

  it("prints what to paste, then each request, and stops when told to", async () => {
    const lines: string[] = [];
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    const running = emulatorCommand(
      { port: "0", token: "pasted" },
      { print: (line) => lines.push(line), stop: stopped },
    );
    while (lines.length < 4) await new Promise(setImmediate);
    const url = /LIVEPLATFORM_BASE_URL=(.*)$/.exec(lines[2] ?? "")?.[1] ?? "";
    expect(lines[3]).toBe("  export LIVEPLATFORM_TOKEN=pasted");
    const authorization = "Bearer pasted";
    await fetch(`${url}/api/v3/oc/numbers?PageSize=5`, { headers: { authorization } });
    stop();
    await running;
    expect(lines.slice(4)).toEqual(["GET /api/v3/oc/numbers?PageSize=5 → 200", "Stopped."]);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  it("starts with a seed from a file", async () => {
    const seed = join(folder, "seed.json");
    const state = join(folder, "state.json");
    const numbers = ["+61395556900..+61395556902"];
    writeFileSync(seed, JSON.stringify({ tenants: [{ msTenantId: TENANT, numbers }], callingProfiles: [] }));
    await emulatorCommand({ port: "0", seed, state }, { print: () => undefined, stop: untilStopped });
    expect(readFileSync(state, "utf8")).toContain("+61395556902");
  });

  it.each([
    [{ port: "70000" }, "--port: expected a number from 0 to 65535"],
    [{ taskDuration: "soon" }, "--task-duration: expected a duration"],
    [{ seed: "/nowhere/seed.json" }, "--seed: /nowhere/seed.json cannot be read as JSON"],
  ])("says what is wrong with %j", async (options, text) => {
    const terminal = { print: () => undefined, stop: untilStopped };
    await expect(emulatorCommand(options, terminal)).rejects.toThrow(text);
  });

  it("says what is wrong inside a seed", async () => {
    const seed = join(folder, "seed.json");
    writeFileSync(seed, JSON.stringify({ tenants: [{ msTenantId: "abc" }], callingProfiles: [] }));
    const terminal = { print: () => undefined, stop: untilStopped };
    await expect(emulatorCommand({ seed }, terminal)).rejects.toThrow("tenants.0.msTenantId: Invalid GUID");
  });
});
