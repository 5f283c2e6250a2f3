import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../../emulator";
import { TENANT, allocation, environmentOf, program, succeeded } from "./live-stack";
import { Stack, type StackOptions } from "./stack";

export const TOKEN = "one-token-for-both-platforms-0123456789";
export const DESKS = { phoneNumbers: ["+61395556880"] };
export const PROGRAM = program(allocation("desks", DESKS));

/** The platform that holds an allocation, another one that takes the same token, and a stack. */
export class TwoPlatforms {
  private constructor(
    readonly folder: string,
    public home: Emulator,
    readonly other: Emulator,
    readonly stack: Stack,
  ) {}

  /** The allocation has been made at home. */
  static async create(
    programAt: string | ((home: Emulator) => string),
    config: (home: Emulator) => StackOptions["config"] = () => ({}),
  ): Promise<TwoPlatforms> {
    const folder = mkdtempSync(join(tmpdir(), "plp-"));
    const home = await platform({ stateFile: join(folder, "home.json") });
    const env = { ...environmentOf(home), LIVEPLATFORM_BASE_URL: undefined };
    const text = typeof programAt === "string" ? programAt : programAt(home);
    const stack = await Stack.create({ program: text, config: config(home) ?? {}, env });
    const platforms = new TwoPlatforms(folder, home, await platform(), stack);
    succeeded(await stack.up({ env: { LIVEPLATFORM_BASE_URL: home.url } }));
    expect(home.numbers(TENANT)).toHaveLength(1);
    return platforms;
  }

  /** The same platform under another address. */
  async moveHome(): Promise<void> {
    await this.home.close();
    this.home = await platform({ stateFile: join(this.folder, "home.json") });
  }

  /** The run names both platforms and what to do, and neither has seen a write. */
  expectRefused(output: string): void {
    const { home, other, stack } = this;
    expect(output).toContain(`are on the platform ${home.url}, but this run uses ${other.url}, from `);
    expect(output).toMatch(
      /set the base URL back to .* declare a new allocation there.* pulumi state delete/,
    );
    expect(output).not.toMatch(/^ +at /m);
    expect(home.numbers(TENANT)).toHaveLength(1);
    expect(other.requests.filter(({ verb }) => verb !== "GET")).toEqual([]);
    expect(stack.resource("desks")?.outputs).toMatchObject({ numberCount: 1, __platform: home.url });
  }

  async dispose(): Promise<void> {
    await this.stack.dispose();
    await Promise.all([this.home.close(), this.other.close()]);
    rmSync(this.folder, { recursive: true });
  }
}

function platform(options: { stateFile?: string } = {}): Promise<Emulator> {
  return startEmulator({ token: TOKEN, taskDurationMs: 100, acquireAfterMs: 0, ...options });
}
