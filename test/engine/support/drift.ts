import * as z from "zod";
import { DRIFT_IN } from "./host";
import { failed, succeeded } from "./live-stack";
import type { Stack } from "./stack";

/** Exactly this drift is what `preview --diff` says an up takes away, and `--expect-no-changes` fails for it. Answers its output. */
export async function expectDrift(stack: Stack, drift: Readonly<Record<string, string>>): Promise<string> {
  const preview = failed(await stack.preview({ args: ["--diff", "--expect-no-changes"] }));
  expect(driftInDiff(preview)).toEqual(drift);
  expect(preview).toContain("~ 1 to update");
  expect(preview).toContain("no changes were expected");
  return preview;
}

export async function expectClean(stack: Stack): Promise<void> {
  succeeded(await stack.preview({ args: ["--expect-no-changes"] }));
}

function driftInDiff(output: string): Record<string, string> {
  const lines = output.matchAll(/^ +- (\+[\d.+]+) *: "(.*)"$/gm);
  return Object.fromEntries([...lines].map(([, key = "", reason = ""]) => [key, reason]));
}

const step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: z
    .object({
      inputs: z.record(z.string(), z.unknown()).optional(),
      outputs: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
});

/** Where `preview --json` carries the drift of a resource: in what its update leaves behind. */
export function driftInJson(json: unknown, name: string): unknown {
  const { steps } = z.object({ steps: z.array(step) }).parse(json);
  const update = steps.find(({ op, urn }) => op === "update" && urn.endsWith(`::${name}`));
  const [place = "outputs"] = DRIFT_IN;
  return update?.oldState?.[place]?.["drift"];
}
