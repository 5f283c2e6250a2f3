import { counted } from "../../provider/common/counted";
import { minute } from "../output/minute";
import { plainText } from "../output/plain-text";
import { tableLines } from "../output/table";
import type { StackState } from "../states/stack-state";
import type { Found } from "./found";
import type { Holder } from "./holders";
import { MOST_CONFIRMED } from "./look-up";

const HEAD = ["Numbers", "Tenant", "Profile", "Status", "Use", "Uploaded", "Job"];

/** What was found, as a table; with states, who holds what. */
export function foundLines(
  found: readonly Found[],
  states: readonly StackState[] | undefined,
  doubt: string | undefined,
): string[] {
  const head = states === undefined ? HEAD : [...HEAD, "State"];
  return [
    ...tableLines(head, found.map(cellsOf)),
    ...(states === undefined ? [] : ["", `Looked for in ${counted(states.length, "state")}.`]),
    ...notes(found),
    ...(doubt === undefined ? [] : [unknown(doubt)]),
  ];
}

function cellsOf(one: Found): string[] {
  const { numbers, count, heldBy } = one;
  const which = count === 1 ? numbers : `${numbers} (${count})`;
  const holders = heldBy === null ? [] : [heldBy.length === 0 ? "none" : heldBy.map(holderText).join("; ")];
  return [which, ...saidOf(one).map(plainText), ...holders];
}

function saidOf(one: Found): string[] {
  const { msTenantId: tenant, tenantName: name, acquiredNumberStatus: status } = one;
  if (isNowhere(one)) return ["in no tenant", "", "", "", "", ""];
  if (tenant === null) return ["?", "", status ?? "", "", "", ""];
  return [
    name === null ? tenant : `${name} ${tenant}`,
    one.callingProfile ?? one.callingProfileId ?? "none",
    status ?? "no status",
    one.inUse ? (one.assignmentStatus ?? "in use") : "not in use",
    uploaded(one),
    one.tnUploadJobId ?? String(one.uploadToAccountJobId ?? "unknown"),
  ];
}

function isNowhere({ msTenantId, acquiredNumberStatus }: Found): boolean {
  return msTenantId === null && acquiredNumberStatus === null;
}

function uploaded({ whenCreated, source }: Found): string {
  const by = source === null ? "" : ` by ${source}`;
  return `${whenCreated === null ? "unknown" : minute(whenCreated)}${by}`;
}

const AS: Readonly<Record<Holder["as"], string>> = {
  numbers: "",
  pending: " (sent, not seen yet)",
  left: " (left to another allocation)",
  creating: " (an interrupted run was creating it)",
};

function holderText({ state, resource, as }: Holder): string {
  return `${state}: ${resource}${AS[as]}`;
}

function notes(found: readonly Found[]): string[] {
  const several = found.filter(({ heldBy }) => new Set(heldBy?.map(({ urn }) => urn)).size > 1);
  const lost = found.some(isNowhere);
  return [
    ...(several.length === 0
      ? []
      : [
          `In several states, each of which would release them: ${several.map(({ numbers }) => numbers).join(", ")}.`,
        ]),
    ...(lost
      ? ["In no tenant: free at the operator, or in a channel that this credential does not see."]
      : []),
  ];
}

function unknown(doubt: string): string {
  return (
    `Unknown: the platform's list lacks these numbers, and ${doubt}. ` +
    `Look for ${MOST_CONFIRMED} of them or fewer at a time: each is then asked for by itself.`
  );
}
