import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { TENANT, allocation, environmentOf, failed, program, succeeded } from "./support/live-stack";
import { Stack, type StackOptions } from "./support/stack";

const OLD = "t0ken-of-yesterday-0123456789";
const NEW = "t0ken-of-today-9876543210";
const PROGRAM = program(allocation("desks", { phoneNumbers: ["+61395556880"] }));

let folder: string;
let emulator: Emulator;
let stack: Stack;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plp-"));
});
afterEach(async () => {
  await stack.dispose();
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** The platform, under the same address and with all it held before, that takes this token and no other. */
async function platformWith(token: string, before?: Emulator): Promise<Emulator> {
  await before?.close();
  const port = before === undefined ? 0 : Number(new URL(before.url).port);
  return startEmulator({ token, port, stateFile: join(folder, "emulator.json"), taskDurationMs: 100 });
}

async function upWithOldToken(options: Pick<StackOptions, "env" | "secretConfig">): Promise<void> {
  emulator = await platformWith(OLD);
  stack = await Stack.create({
    program: PROGRAM,
    ...options,
    env: { ...environmentOf(emulator), ...options.env },
  });
  succeeded(await stack.up());
  emulator = await platformWith(NEW, emulator);
  expect(emulator.numbers(TENANT)).toHaveLength(1);
}

function statuses(): (number | null)[] {
  return emulator.requests.map(({ status }) => status);
}

describe("a rotated token", () => {
  it("works for refresh and destroy at once where it comes from the environment", async () => {
    await upWithOldToken({});
    const today = { LIVEPLATFORM_TOKEN: NEW };
    succeeded(await stack.refresh({ env: today }));
    succeeded(await stack.destroy({ env: today }));
    expect(emulator.numbers(TENANT)).toEqual([]);
    expect(statuses()).not.toContain(401);
  });

  it("is not seen by refresh where it is stored in configuration: the 401 says what to do, and both ways work", async () => {
    await upWithOldToken({
      env: { LIVEPLATFORM_TOKEN: undefined },
      secretConfig: { "liveplatform:token": OLD },
    });
    succeeded(await stack.run(["config", "set", "--secret", "liveplatform:token", NEW]));
    const refused = failed(await stack.refresh());
    expect(refused).toMatch(
      /liveplatform:token \(configuration\) is not accepted.* stored at the last run\. Set LIVEPLATFORM_TOKEN for this run, or run pulumi refresh --run-program first/,
    );
    expect(refused).not.toContain(OLD);
    expect(stack.resource("desks")?.outputs).toMatchObject({ numberCount: 1 });

    emulator = await platformWith(NEW, emulator);
    succeeded(await stack.preview({ env: { LIVEPLATFORM_TOKEN: NEW }, args: ["--expect-no-changes"] }));
    succeeded(await stack.refresh({ args: ["--run-program"] }));
    succeeded(await stack.destroy());
    expect(emulator.numbers(TENANT)).toEqual([]);
    expect(statuses()).not.toContain(401);
    expect(stack.state().resources).toEqual([]);
  });
});
