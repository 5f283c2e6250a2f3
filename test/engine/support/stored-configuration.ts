import { startEmulator } from "../../../emulator";
import { environmentOf, succeeded } from "./live-stack";
import { Stack, type StackOptions } from "./stack";
import type { Stacks } from "./use-live-stack";

/** A platform takes both. */
export const TOKEN = "t0ken-of-both-days-0123456789";
export const NEW = "t0ken-of-today-9876543210";
export const SAYS = "changed since the last up, but the refresh of this run used the old value";

/** A stack that was applied with its token in the configuration. */
export async function storedStack(
  stacks: Stacks,
  options: Pick<StackOptions, "program" | "config">,
): Promise<Stack> {
  const acceptToken = (token: string): boolean => token === NEW;
  const emulator = await startEmulator({
    ...{ token: TOKEN, acceptToken, taskDurationMs: 100, acquireAfterMs: 0 },
  });
  const env = { ...environmentOf(emulator), LIVEPLATFORM_TOKEN: undefined };
  const stack = await Stack.create({ ...options, secretConfig: { "liveplatform:token": TOKEN }, env });
  stacks.keep(stack);
  stacks.keep({ dispose: () => emulator.close() });
  succeeded(await stack.up());
  return stack;
}

/** The CLI prints a warning when it comes, and again in the end. */
export function timesInTheEnd(text: string, output: string): number {
  const [, diagnostics = ""] = output.split("Diagnostics:");
  return diagnostics.split(text).length - 1;
}
