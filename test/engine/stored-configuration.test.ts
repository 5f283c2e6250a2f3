import { type Emulator, startEmulator } from "../../emulator";
import { allocation, environmentOf, program, succeeded } from "./support/live-stack";
import { Stack } from "./support/stack";

const TOKEN = "t0ken-of-both-days-0123456789";
const NEW = "t0ken-of-today-9876543210";
const DESKS = allocation("desks", { phoneNumbers: ["+61395556880"] });
const HALL = allocation("hall", { phoneNumbers: ["+61395556881"] });
const SAYS = "changed since the last up, but the refresh of this run used the old value";

let emulator: Emulator;
let stack: Stack;

beforeEach(async () => {
  const acceptToken = (token: string): boolean => token === NEW;
  emulator = await startEmulator({ token: TOKEN, acceptToken, taskDurationMs: 100, acquireAfterMs: 0 });
});
afterEach(async () => {
  await stack.dispose();
  await emulator.close();
});

async function upWith(program: string, config: Record<string, string> = {}): Promise<void> {
  const env = { ...environmentOf(emulator), LIVEPLATFORM_TOKEN: undefined };
  stack = await Stack.create({ program, config, secretConfig: { "liveplatform:token": TOKEN }, env });
  succeeded(await stack.up());
}

/** The CLI prints a warning when it comes, and again in the end. */
function timesInTheEnd(text: string, output: string): number {
  const [, diagnostics = ""] = output.split("Diagnostics:");
  return diagnostics.split(text).length - 1;
}

describe("a preview whose refresh worked with the configuration of the last up says so, by the names of what has changed", () => {
  it("once, without a value, and each way that it names makes it go away", async () => {
    await upWith(program(DESKS, HALL), { "liveplatform:pageSize": "500" });
    expect(succeeded(await stack.preview())).not.toContain(SAYS);
    succeeded(await stack.run(["config", "set", "liveplatform:pageSize", "300"]));
    succeeded(await stack.run(["config", "set", "liveplatform:maxReleases", "7"]));
    const told = succeeded(await stack.preview());
    expect(told).toContain(`liveplatform:maxReleases, liveplatform:pageSize: ${SAYS}`);
    expect(told).toContain("(LIVEPLATFORM_MAX_RELEASES)");
    expect(timesInTheEnd(SAYS, told)).toBe(1);
    expect(told).not.toMatch(/\b(300|500)\b/);

    succeeded(await stack.up({ args: ["--refresh", "--run-program"] }));
    expect(succeeded(await stack.preview())).not.toContain(SAYS);

    // The old token is good still, so nothing fails: only the warning tells.
    succeeded(await stack.run(["config", "set", "--secret", "liveplatform:token", NEW]));
    const rotated = succeeded(await stack.preview());
    expect(rotated).toContain(`liveplatform:token: ${SAYS}`);
    expect(rotated).not.toContain(TOKEN);
    expect(rotated).not.toContain(NEW);
    expect(succeeded(await stack.preview({ env: { LIVEPLATFORM_TOKEN: NEW } }))).not.toContain(SAYS);
    succeeded(await stack.refresh({ args: ["--run-program"] }));
    expect(succeeded(await stack.preview())).not.toContain(SAYS);
  });
});
