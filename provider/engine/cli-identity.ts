import * as os from "node:os";

/**
 * Names the process of the CLI that started this one: `pulumi up` runs its preview and then its update in one process, with an engine of
 * its own for each. The CLI serves a log endpoint to all that it starts; of a plugin, which it starts itself, it is the parent, too
 * (a dynamic provider has a shell between). Undefined where neither is known.
 *
 * @param isChild the CLI has started this process itself
 */
export function cliIdentity(isChild: boolean, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const endpoint = env.PULUMI_LOG_OTLP_ENDPOINT ?? "";
  // On Windows a launcher is between.
  const parent = isChild && process.platform !== "win32" ? String(process.ppid) : "";
  if (endpoint === "" && parent === "") return undefined;
  return [os.hostname(), endpoint, parent].join(" ");
}
