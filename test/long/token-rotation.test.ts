import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { TENANT, allocation, environmentOf, failed, program, succeeded } from "../engine/support/live-stack";
import { Stack, type StackOptions } from "../engine/support/stack";

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

describe("a rotated token", () => {
  it("a token set in stack configuration for the first time is not seen by refresh, and the error's advice works", async () => {
    await upWithOldToken({});
    const env = { LIVEPLATFORM_TOKEN: undefined };
    succeeded(await stack.run(["config", "set", "--secret", "liveplatform:token", NEW]));
    expect(failed(await stack.preview({ env }))).toMatch(
      /no credentials[^]*use the stack configuration of the last up, .* run pulumi up --refresh --run-program/,
    );
    succeeded(await stack.up({ env, args: ["--refresh", "--run-program"] }));
    succeeded(await stack.preview({ env, args: ["--expect-no-changes"] }));
  });
});
