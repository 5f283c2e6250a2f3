import { execFile } from "node:child_process";
import * as z from "zod";
import { mapLimit } from "../../provider/common/lanes";
import { messageOf } from "../../provider/common/message-of";
import { type StackState, parseStackState, plainValue } from "./stack-state";

const listed = z.array(z.object({ name: z.string() }));
/** Each is a process of its own. */
const AT_A_TIME = 4;
const LARGEST_STATE = 512 * 1024 * 1024;

/**
 * The states of every stack of the backend that the Pulumi CLI is logged in to, read by it. Secret numbers are decrypted in
 * memory alone.
 *
 * Errors: where the CLI is missing, or fails; with what it says.
 */
export async function readBackend(env: NodeJS.ProcessEnv): Promise<StackState[]> {
  const stacks = listed.safeParse(JSON.parse(await pulumi(["stack", "ls", "--all", "--json"], env)));
  if (!stacks.success)
    throw new Error("--backend: pulumi stack ls --all --json does not list stacks by name.");
  return mapLimit(stacks.data, AT_A_TIME, ({ name }) => readStack(name, env));
}

function readStack(name: string, env: NodeJS.ProcessEnv): Promise<StackState> {
  return readState(["--stack", name], env, `stack ${name}`);
}

/**
 * The state of one stack of the project in a folder, read by the Pulumi CLI.
 *
 * @param name default: the stack that is selected there
 */
export function readStackIn(
  folder: string,
  name: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<StackState> {
  const which = name === undefined ? [] : ["--stack", name];
  const source = name === undefined ? "the selected stack" : `stack ${name}`;
  return readState([...which, "--cwd", folder], env, source);
}

async function readState(
  which: readonly string[],
  env: NodeJS.ProcessEnv,
  source: string,
): Promise<StackState> {
  const exported = async (...options: string[]): Promise<StackState> => {
    const text = await pulumi(["stack", "export", ...which, ...options], env);
    return parseStackState(JSON.parse(text), source) ?? { source, allocations: [], creating: [] };
  };
  const state = await exported();
  return hasSecrets(state) ? exported("--show-secrets") : state;
}

function hasSecrets({ allocations, creating }: StackState): boolean {
  try {
    for (const { outputs } of allocations) plainValue(outputs);
    for (const { inputs } of creating) plainValue(inputs);
    return false;
  } catch {
    return true;
  }
}

function pulumi(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: { PULUMI_SKIP_UPDATE_CHECK: "true", ...env }, maxBuffer: LARGEST_STATE };
    execFile("pulumi", ["--non-interactive", ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(explain(args, error, stderr)));
    });
  });
}

function explain(args: readonly string[], error: Error, stderr: string): string {
  if ("code" in error && error.code === "ENOENT")
    return "The Pulumi CLI is not on the PATH: install it, or give a state with --state.";

  return `pulumi ${args.join(" ")} failed: ${stderr.trim() || messageOf(error)}`;
}
