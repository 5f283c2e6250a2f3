import type { Stack } from "./stack";

/** The state file, byte for byte, but for the time at which the CLI wrote it: a refresh that fails writes it too. */
export function stateText(stack: Stack): string {
  return stack.rawState().replace(/("manifest":\{"time":")[^"]*/, "$1");
}
