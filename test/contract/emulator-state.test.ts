import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "../../emulator";
import { TENANT, client } from "./emulator-client";

describe("the emulator's state file", () => {
  let folder: string;
  let stateFile: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "emulator-"));
    stateFile = join(folder, "state.json");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("the emulator's state file carries numbers, running tasks and time over a restart, and no token", async () => {
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

  it("the emulator's state file keeps numbers of a running release out of other operations", async () => {
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

  it("the emulator's state file leaves nothing but itself in its folder", async () => {
    const emulator = await startEmulator({ stateFile });
    await emulator.close();
    expect(readdirSync(folder)).toEqual(["state.json"]);
  });

  it("the emulator's state file is refused at the start where it cannot be read or written, and named", async () => {
    writeFileSync(join(folder, "file"), "");
    for (const [name, how] of [
      [".", "read"],
      ["nowhere/state.json", "written"],
      ["file/state.json", "written"],
    ] as const) {
      const file = join(folder, name);
      await expect(startEmulator({ stateFile: file })).rejects.toThrow(
        `the state file ${file} cannot be ${how}: `,
      );
    }
  });

  it("the emulator's state file is named where it is no state", async () => {
    writeFileSync(stateFile, "{");
    await expect(startEmulator({ stateFile })).rejects.toThrow(`${stateFile} is not a state of this version`);
  });
});
