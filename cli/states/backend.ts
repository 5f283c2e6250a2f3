import { execFile } from "node:child_process";
import { z } from "zod";
import { mapLimit } from "../../provider/lanes";
import { messageOf } from "../input/message-of";
import { type StackState, type StoredAllocation, parseStackState, plainValue } from "./stack-state";

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

async function readStack(name: string, env: NodeJS.ProcessEnv): Promise<StackState> {
  const state = await exported(name, [], env);
  return hasSecrets(state.allocations) ? exported(name, ["--show-secrets"], env) : state;
}

async function exported(
  name: string,
  options: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<StackState> {
  const text = await pulumi(["stack", "export", "--stack", name, ...options], env);
  return (
    parseStackState(JSON.parse(text), `stack ${name}`) ?? {
      source: `stack ${name}`,
      allocations: [],
      creating: [],
    }
  );
}

function hasSecrets(allocations: readonly StoredAllocation[]): boolean {
  try {
    for (const { outputs } of allocations) Object.values(outputs).forEach(plainValue);
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
      else reject(new Error(`--backend: ${explain(args, error, stderr)}`));
    });
  });
}

function explain(args: readonly string[], error: Error, stderr: string): string {
  if ("code" in error && error.code === "ENOENT")
    return "the Pulumi CLI is not on the PATH: install it, or give the states with --state.";

  return `pulumi ${args.join(" ")} failed: ${stderr.trim() || messageOf(error)}`;
}
