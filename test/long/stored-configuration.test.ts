import { type Emulator, startEmulator } from "../../emulator";
import { allocation, environmentOf, program, succeeded } from "../engine/support/live-stack";
import { Stack } from "../engine/support/stack";

const TOKEN = "t0ken-of-both-days-0123456789";
const NEW = "t0ken-of-today-9876543210";
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
  it("with an explicit provider too; and the same ways work", async () => {
    const withPages = (pageSize: number): string => {
      const provider = `const provider = new liveplatform.Provider("p", { pageSize: ${pageSize} });`;
      return program(provider, allocation("desks", { phoneNumbers: ["+61395556880"] }, "{ provider }"));
    };
    await upWith(withPages(500));
    stack.write(withPages(300));
    const told = succeeded(await stack.preview());
    expect(told).toContain(`liveplatform:pageSize: ${SAYS}`);
    expect(timesInTheEnd(SAYS, told)).toBe(1);

    succeeded(await stack.refresh({ args: ["--run-program"] }));
    expect(succeeded(await stack.preview())).not.toContain(SAYS);
    stack.write(withPages(500));
    expect(succeeded(await stack.preview())).toContain(SAYS);
    succeeded(await stack.up({ args: ["--refresh", "--run-program"] }));
    expect(succeeded(await stack.preview())).not.toContain(SAYS);
  });
});
