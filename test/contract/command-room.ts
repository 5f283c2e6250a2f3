import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { PROFILE, TENANT } from "../support/default-seed";

export { OTHER_PROFILE, OTHER_TENANT, PROFILE, TENANT } from "../support/default-seed";

const TYPE = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";

/** An emulator, a folder, and what a command prints. */
export class CommandRoom {
  readonly folder = mkdtempSync(join(tmpdir(), "plp-"));

  private constructor(readonly emulator: Emulator) {}

  static async open(options: EmulatorOptions = {}): Promise<CommandRoom> {
    return new CommandRoom(await startEmulator(options));
  }

  get env(): NodeJS.ProcessEnv {
    return {
      LIVEPLATFORM_BASE_URL: this.emulator.url,
      LIVEPLATFORM_TOKEN: this.emulator.token,
      LIVEPLATFORM_REQUESTS_PER_SECOND: "1000",
    };
  }

  /** Runs a command with what it needs; `lines` is what it has printed. */
  async run(
    command: (surroundings: { env: NodeJS.ProcessEnv; print: (line: string) => void }) => Promise<number>,
  ): Promise<{ code: number; lines: string[]; text: string }> {
    const lines: string[] = [];
    const code = await command({ env: this.env, print: (line) => void lines.push(...line.split("\n")) });
    return { code, lines, text: lines.join("\n") };
  }

  /** Writes a file into the folder and returns its path. */
  write(name: string, content: object): string {
    const file = join(this.folder, name);
    writeFileSync(file, JSON.stringify(content));
    return file;
  }

  async close(): Promise<void> {
    await this.emulator.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** A resource of a state: an allocation of the first tenant, unless told otherwise. */
export function stored(name: string, outputs: Record<string, unknown>): Record<string, unknown> {
  const urn = `urn:pulumi:dev::numbers::${TYPE}::${name}`;
  return {
    urn,
    type: TYPE,
    id: `${TENANT}/${name}#abc`,
    provider: "urn:pulumi:dev::numbers::pulumi:providers:pulumi-nodejs::default::1",
    inputs: {},
    outputs: {
      msTenantId: TENANT,
      callingProfile: PROFILE,
      usage: "CallingUserAssignment",
      capabilities: ["InboundCalling", "OutboundCalling"],
      __urn: urn,
      ...outputs,
    },
  };
}

/** As `pulumi stack export` writes it. */
export function exported(...resources: Record<string, unknown>[]): object {
  return { version: 3, deployment: { resources } };
}
