import { succeeded } from "./live-stack";
import type { Stack } from "./stack";
import { until } from "./until";

export interface Kill {
  /** The command and its arguments, such as `["up", "--yes"]`. */
  readonly command: readonly string[];
  /** When it is far enough to be killed. */
  readonly moment: () => boolean;
  /** Whether the providers go as well; else they work on without a CLI. Default true. */
  readonly providers?: boolean;
}

/** Runs a command, kills it at a moment of its work with SIGKILL, and unlocks the stack. */
export async function killDuring(stack: Stack, { command, moment, providers = true }: Kill): Promise<void> {
  const running = stack.spawn(command);
  await until(`pulumi ${command.join(" ")} has come to where it is to be killed`, moment);
  running.kill();
  if (providers) stack.killProviders();
  await running.result;
  if (providers) await until("the providers are gone", () => stack.providers().length === 0);
  succeeded(await stack.cancel());
}
