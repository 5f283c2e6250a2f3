import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ExportArguments, exportCommand } from "../../cli/export-command";
import { type Emulator, startEmulator } from "../../emulator";

export const TENANT = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
export const OTHER_TENANT = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
export const APAC = "5f3fbb3b-df9b-483d-b294-c7eb01e22aac";

/** An emulator and a folder to export into, which is not there yet. Call `dispose` in the end. */
export class ExportWorkshop {
  readonly #root = mkdtempSync(join(tmpdir(), "plp-export-"));
  readonly out = join(this.#root, "customer");

  private constructor(readonly emulator: Emulator) {}

  static async open(): Promise<ExportWorkshop> {
    return new ExportWorkshop(await startEmulator());
  }

  /** Exports TENANT into the folder, unless the options say otherwise. */
  async run(options: Partial<ExportArguments> = {}): Promise<{ code: number; printed: string }> {
    const lines: string[] = [];
    const env = {
      LIVEPLATFORM_BASE_URL: this.emulator.url,
      LIVEPLATFORM_TOKEN: this.emulator.token,
      LIVEPLATFORM_REQUESTS_PER_SECOND: "1000",
    };
    const surroundings = { env, print: (line: string) => void lines.push(line) };
    const code = await exportCommand({ tenant: TENANT, out: this.out, ...options }, surroundings);
    return { code, printed: lines.join("\n") };
  }

  read(file: string): string {
    return readFileSync(join(this.out, file), "utf8");
  }

  async dispose(): Promise<void> {
    await this.emulator.close();
    rmSync(this.#root, { recursive: true });
  }
}
