import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { TENANT, allocation, environmentOf, failed, program, succeeded } from "../engine/support/live-stack";
import { Stack, type StackOptions } from "../engine/support/stack";

const TOKEN = "one-token-for-both-platforms-0123456789";
const DESKS = { phoneNumbers: ["+61395556880"] };
const PROGRAM = program(allocation("desks", DESKS));

let folder: string;
let home: Emulator;
let other: Emulator;
let stack: Stack;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "plp-"));
  home = await platform({ stateFile: join(folder, "home.json") });
  other = await platform();
});
afterEach(async () => {
  await stack.dispose();
  await Promise.all([home.close(), other.close()]);
  rmSync(folder, { recursive: true });
});

function platform(options: { stateFile?: string } = {}): Promise<Emulator> {
  return startEmulator({ token: TOKEN, taskDurationMs: 100, acquireAfterMs: 0, ...options });
}

async function upAtHome(options: Omit<StackOptions, "env">): Promise<void> {
  const env = { ...environmentOf(home), LIVEPLATFORM_BASE_URL: undefined };
  stack = await Stack.create({ ...options, env });
  succeeded(await stack.up({ env: { LIVEPLATFORM_BASE_URL: home.url } }));
  expect(home.numbers(TENANT)).toHaveLength(1);
}

/** The run names both platforms and what to do, and neither has seen a write. */
function expectRefused(output: string): void {
  const advice = `are on the platform ${home.url}, but this run uses ${other.url}, from `;
  expect(output).toContain(advice);
  expect(output).toMatch(/set the base URL back to .* declare a new allocation there.* pulumi state delete/);
  expect(output).not.toMatch(/^ +at /m);
  expect(home.numbers(TENANT)).toHaveLength(1);
  expect(other.requests.filter(({ verb }) => verb !== "GET")).toEqual([]);
  expect(stack.resource("desks")?.outputs).toMatchObject({ numberCount: 1, __platform: home.url });
}

describe("an allocation knows the platform that holds it: a base URL that leads to another one is refused, and nothing is lost", () => {
  it("from an explicit provider", async () => {
    const at = ({ url }: Emulator): string =>
      program(
        `const provider = new liveplatform.Provider("p", ${JSON.stringify({ baseUrl: url, token: TOKEN })});`,
        allocation("desks", DESKS, "{ provider }"),
      );
    await upAtHome({ program: at(home) });
    stack.write(at(other));
    expectRefused(failed(await stack.preview()));
    expectRefused(failed(await stack.up()));
  });

  it("and a state of 0.1.0, which names no platform, is taken over without a change", async () => {
    await upAtHome({ program: PROGRAM });
    const env = { LIVEPLATFORM_BASE_URL: home.url };
    const exported = succeeded(await stack.run(["stack", "export"]));
    const file = join(folder, "state.json");
    writeFileSync(file, exported.replaceAll(/"__platform": "[^"]*",\s*/g, ""));
    succeeded(await stack.run(["stack", "import", "--file", file]));
    expect(stack.rawState()).not.toContain("__platform");
    succeeded(await stack.preview({ env, args: ["--expect-no-changes"] }));
    succeeded(await stack.refresh({ env, args: ["--expect-no-changes"] }));
    expect(stack.resource("desks")?.outputs).toMatchObject({ __platform: home.url });
    expect(home.requestsTo("upload")).toHaveLength(1);
  });
});
