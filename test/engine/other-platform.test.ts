import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { TENANT, allocation, environmentOf, failed, program, succeeded } from "./support/live-stack";
import { Stack, type StackOptions } from "./support/stack";

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
  it("from stack configuration, in the preview and in the up, though the refresh before them still asks the old one", async () => {
    await upAtHome({ program: PROGRAM, config: { "liveplatform:baseUrl": home.url } });
    const configure = (url: string) => stack.run(["config", "set", "liveplatform:baseUrl", url]);
    succeeded(await configure(other.url));
    expectRefused(failed(await stack.preview()));
    expectRefused(failed(await stack.up()));
    // The up that failed has stored the other one's address, and the refresh works with that.
    succeeded(await configure(home.url));
    expect(failed(await stack.preview())).toContain("pulumi up --refresh --run-program stores today's");
    succeeded(await stack.up({ args: ["--refresh", "--run-program"] }));
    succeeded(await stack.preview({ args: ["--expect-no-changes"] }));
  });

  it("from the environment, in refresh and destroy too; the advice for a platform that has moved works", async () => {
    await upAtHome({ program: PROGRAM });
    const moved = { LIVEPLATFORM_BASE_URL: other.url };
    expectRefused(failed(await stack.preview({ env: moved })));
    expectRefused(failed(await stack.refresh({ env: moved })));
    expectRefused(failed(await stack.destroy({ env: moved })));

    await home.close();
    home = await platform({ stateFile: join(folder, "home.json") });
    const env = { LIVEPLATFORM_BASE_URL: home.url };
    const [, urn = ""] = /pulumi state delete '([^']+)'/.exec(failed(await stack.preview({ env }))) ?? [];
    succeeded(await stack.run(["state", "delete", urn, "--yes"]));
    stack.write(program(allocation("desks", { ...DESKS, adoptExisting: true })));
    succeeded(await stack.up({ env }));
    expect(home.requestsTo("upload")).toEqual([]);
    expect(stack.resource("desks")?.outputs).toMatchObject({ numberCount: 1, __platform: home.url });
  });
});
