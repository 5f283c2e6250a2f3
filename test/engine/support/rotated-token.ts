import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../../emulator";
import { TENANT, allocation, environmentOf, program, succeeded } from "./live-stack";
import { Stack, type StackOptions } from "./stack";

export const OLD = "t0ken-of-yesterday-0123456789";
export const NEW = "t0ken-of-today-9876543210";

/** A stack that was applied with the old token, and the platform, which takes the new one now and no other. */
export class RotatedToken {
  private constructor(
    public emulator: Emulator,
    readonly stack: Stack,
    private readonly folder: string,
  ) {}

  static async create(options: Pick<StackOptions, "env" | "secretConfig"> = {}): Promise<RotatedToken> {
    const folder = mkdtempSync(join(tmpdir(), "plp-"));
    const emulator = await platformWith(OLD, folder);
    const stack = await Stack.create({
      program: program(allocation("desks", { phoneNumbers: ["+61395556880"] })),
      ...options,
      env: { ...environmentOf(emulator), ...options.env },
    });
    const rotated = new RotatedToken(emulator, stack, folder);
    succeeded(await stack.up());
    await rotated.restart();
    expect(rotated.emulator.numbers(TENANT)).toHaveLength(1);
    return rotated;
  }

  /** The platform again, under the same address and with all it holds, but no memory of requests. */
  async restart(): Promise<void> {
    await this.emulator.close();
    this.emulator = await platformWith(NEW, this.folder, Number(new URL(this.emulator.url).port));
  }

  statuses(): (number | null)[] {
    return this.emulator.requests.map(({ status }) => status);
  }

  async dispose(): Promise<void> {
    await this.stack.dispose();
    await this.emulator.close();
    rmSync(this.folder, { recursive: true });
  }
}

function platformWith(token: string, folder: string, port = 0): Promise<Emulator> {
  return startEmulator({ token, port, stateFile: join(folder, "emulator.json"), taskDurationMs: 100 });
}
