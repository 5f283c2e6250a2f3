import * as z from "zod";
import type { Emulator } from "../../../emulator";
import { environmentOf } from "./live-stack";
import { repositoryRoot } from "./pulumi-cli";
import { start } from "./running";

const answer = z.object({ result: z.unknown() });

/**
 * Runs statements with the built package as `liveplatform`, in a process of their own as every program is, but without
 * an engine: its warnings are then printed.
 *
 * @param body of an async function; what it returns is handed back as JSON carries it
 */
export async function runSdk(
  emulator: Emulator,
  body: string,
): Promise<{ result: unknown; warnings: string }> {
  const source = `const liveplatform = require("pulumi-liveplatform");
    (async () => { ${body} })().then((result) => console.log(JSON.stringify({ result })));`;
  const env = { ...process.env, ...environmentOf(emulator), LIVEPLATFORM_REQUESTS_PER_SECOND: "10000" };
  const { code, output, stdout, stderr } = await start(process.execPath, ["-e", source], {
    cwd: repositoryRoot,
    env,
  }).result;
  if (code !== 0) throw new Error(`The program exited with ${code}:\n${output}`);
  return { result: answer.parse(JSON.parse(stdout)).result, warnings: stderr };
}
