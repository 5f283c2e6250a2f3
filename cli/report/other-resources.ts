import { isAllocation } from "./allocation-step";
import type { Preview } from "./preview";
import type { Report } from "./schema";

const STACK_TYPE = "pulumi:pulumi:Stack";
/** Neither changes anything, nor counts as unchanged; the last three are the halves of a `replace`. */
const SILENT = new Set([
  "refresh",
  "read",
  "read-replacement",
  "create-replacement",
  "delete-replaced",
  "discard-replaced",
]);

/** Operation → how many resources that are no allocations. */
export function countOthers({ steps }: Preview): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const step of steps) {
    if (isAllocation(step) || isStack(step.urn) || step.op === "same" || SILENT.has(step.op)) continue;
    counts[step.op] = (counts[step.op] ?? 0) + 1;
  }
  return counts;
}

/** Without the stack, which is a resource of its own, and of no interest to anybody. */
export function unchangedOf({ steps, changeSummary }: Preview): Report["unchanged"] {
  const same = steps.filter(({ op }) => op === "same");
  const listed = same.filter(({ urn }) => !isStack(urn)).length;
  const all = (changeSummary?.["same"] ?? same.length) - (same.length - listed);
  return { resources: Math.max(all, listed), unlisted: Math.max(all - listed, 0) };
}

export function stackOf({ steps }: Preview): { project: string | null; stack: string | null } {
  const [, stack, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(steps[0]?.urn ?? "") ?? [];
  return { project: project ?? null, stack: stack ?? null };
}

function isStack(urn: string): boolean {
  return urn.split("::")[2] === STACK_TYPE;
}
