import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AcceptArguments, acceptCommand } from "../../cli/accept-command";
import type { Surroundings } from "../../cli/export/surroundings";
import { type ExportArguments, exportCommand } from "../../cli/export-command";
import { type Emulator, startEmulator } from "../../emulator";
import { TENANT } from "../support/default-seed";

export { OTHER_TENANT, TENANT } from "../support/default-seed";

export const APAC = "5f3fbb3b-df9b-483d-b294-c7eb01e22aac";

interface Outcome {
  readonly code: number;
  readonly printed: string;
}

/** What a state says of an allocation, where it is not TENANT, for users by Calling EMEA with both directions of calling. */
export interface AllocationOutputs {
  readonly numbers: Readonly<Record<string, number>>;
  readonly [output: string]: unknown;
}

const EMEA = "ab86ef82-ce9e-4ead-befb-4aa954b64872";

/** The text that `pulumi stack export` writes. */
function stateOf(allocations: Readonly<Record<string, AllocationOutputs>>): string {
  const type = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";
  const resources = Object.entries(allocations).map(([name, outputs]) => {
    const urn = `urn:pulumi:dev::contoso::${type}::${name}`;
    const settings = {
      msTenantId: TENANT,
      callingProfile: EMEA,
      usage: "CallingUserAssignment",
      capabilities: ["InboundCalling", "OutboundCalling"],
      adoptExisting: true,
    };
    return { urn, type, id: `${TENANT}/${name}#1`, outputs: { ...settings, __urn: urn, ...outputs } };
  });
  return JSON.stringify({ version: 3, deployment: { resources } });
}

/** An emulator and a folder to export into, which is not there yet. Call `dispose` in the end. */
export class ExportWorkshop {
  readonly #root = mkdtempSync(join(tmpdir(), "plp-export-"));
  readonly out = join(this.#root, "customer");

  private constructor(readonly emulator: Emulator) {}

  static async open(): Promise<ExportWorkshop> {
    return new ExportWorkshop(await startEmulator());
  }

  /** Exports TENANT into the folder, unless the options say otherwise. */
  run(options: Partial<ExportArguments> = {}): Promise<Outcome> {
    return this.#command((surroundings) =>
      exportCommand({ tenant: TENANT, out: this.out, ...options }, surroundings),
    );
  }

  /** Accepts into the folder what has changed against a stack of these allocations. */
  accept(
    allocations: Readonly<Record<string, AllocationOutputs>>,
    options: Partial<AcceptArguments> = {},
  ): Promise<Outcome> {
    const state = join(this.#root, "state.json");
    writeFileSync(state, stateOf(allocations));
    return this.#command((surroundings) => acceptCommand({ dir: this.out, state, ...options }, surroundings));
  }

  async #command(run: (surroundings: Surroundings) => Promise<number>): Promise<Outcome> {
    const lines: string[] = [];
    const env = {
      LIVEPLATFORM_BASE_URL: this.emulator.url,
      LIVEPLATFORM_TOKEN: this.emulator.token,
      LIVEPLATFORM_REQUESTS_PER_SECOND: "1000",
    };
    const code = await run({ env, print: (line: string) => void lines.push(line) });
    return { code, printed: lines.join("\n") };
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.out, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.out, file), "utf8");
  }

  async dispose(): Promise<void> {
    await this.emulator.close();
    rmSync(this.#root, { recursive: true });
  }
}
