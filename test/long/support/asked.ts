import type { Counts } from "../../../emulator";
import type { LiveStack } from "../../engine/support/live-stack";

/** What the platform was asked while something ran, and what that answered. */
export async function asked<T>(
  { emulator }: LiveStack,
  run: () => Promise<T>,
): Promise<{ answer: T; counts: Counts }> {
  const before = emulator.counts;
  const answer = await run();
  const after = emulator.counts;
  const counts = {
    requests: after.requests - before.requests,
    lists: after.lists - before.lists,
    numberGets: after.numberGets - before.numberGets,
    taskPolls: after.taskPolls - before.taskPolls,
    uploads: after.uploads - before.uploads,
    releases: after.releases - before.releases,
    writes: after.writes - before.writes,
    numbersUploaded: after.numbersUploaded - before.numbersUploaded,
    numbersReleased: after.numbersReleased - before.numbersReleased,
  };
  return { answer, counts };
}

/** The lines of `preview --diff` that add or take away numbers. */
export function numberLines(output: string): string[] {
  const lines = output.split("\n").map((line) => line.trim().replaceAll(/\s+/g, " "));
  return lines.filter((line) => /^[+-] \+\d/.test(line));
}
