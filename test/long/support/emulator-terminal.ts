import { tmpdir } from "node:os";
import { join } from "node:path";

import * as z from "zod";

import { repositoryRoot } from "../../engine/support/pulumi-cli";
import { type Running, start } from "../../engine/support/running";

const countsSchema = z.looseObject({ uploads: z.number(), releases: z.number(), writes: z.number() });
const rowsSchema = z.array(z.looseObject({ telephoneNumber: z.string() }));

/** `npx pulumi-liveplatform emulator` in a terminal of its own. Call `close` in the end. */
export class EmulatorTerminal {
  private constructor(
    private readonly running: Running,
    /** What it tells one to export. */
    readonly variables: Readonly<Record<"LIVEPLATFORM_BASE_URL" | "LIVEPLATFORM_TOKEN", string>>,
    /** Opens the portal's page, once. */
    readonly link: string,
  ) {}

  static async open(...args: readonly string[]): Promise<EmulatorTerminal> {
    const command = [join(repositoryRoot, "dist/cli/main.js"), "emulator", "--port", "0", ...args];
    const running = start(process.execPath, command, { cwd: tmpdir(), env: process.env });
    await running.waitForOutput(/export LIVEPLATFORM_TOKEN=\S+/);
    const printed = (pattern: RegExp) => pattern.exec(running.output())?.[1] ?? "";
    const variables = {
      LIVEPLATFORM_BASE_URL: printed(/LIVEPLATFORM_BASE_URL=(\S+)/),
      LIVEPLATFORM_TOKEN: printed(/LIVEPLATFORM_TOKEN=(\S+)/),
    };
    return new EmulatorTerminal(running, variables, printed(/(http:\S+#\S+)/));
  }

  async counts(): Promise<z.infer<typeof countsSchema>> {
    return countsSchema.parse(await this.#ask("counts"));
  }

  /** The telephone numbers that all tenants hold. */
  async numbers(): Promise<string[]> {
    return rowsSchema.parse(await this.#ask("numbers")).map(({ telephoneNumber }) => telephoneNumber);
  }

  async close(): Promise<void> {
    this.running.kill("SIGTERM");
    await this.running.result;
  }

  async #ask(question: string): Promise<unknown> {
    const url = new URL(`/_emulator/${question}`, this.variables.LIVEPLATFORM_BASE_URL);
    const headers = { authorization: `Bearer ${this.variables.LIVEPLATFORM_TOKEN}` };
    return (await fetch(url, { headers })).json();
  }
}
