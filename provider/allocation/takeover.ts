import { NumberSet } from "../numbers/number-set";
import { heldElsewhere, heldInTenant } from "../run/others";
import { printDrift } from "../state/drift";
import { driftOf, settingsDrift } from "../state/row-drift";
import type { AllocationInputs } from "../state/state";
import { type ReadableRow, type Row, type Rows, isOwn, ownRows } from "../tenant/rows";
import { allowedTakeover, isRecent, looksInterrupted } from "../writes/allowed-takeover";
import { append } from "../writes/append";
import type { Context } from "./context";

type Verdict = "handedOver" | "interrupted" | "adopted" | "reload" | { problem: string };

/** What to do with numbers that are new to an allocation and already in the tenant. */
export interface Takeover {
  /** Another allocation of this stack holds them, or this one did. */
  handedOver: NumberSet;
  /** Left by an interrupted run of this stack: the journal says so, or `adoptInterrupted` allows what looks like it. */
  interrupted: NumberSet;
  /** Somebody else's, taken over by `adoptExisting`. */
  adopted: NumberSet;
  /** Held by this stack with other settings: to be released and uploaded again. */
  reload: NumberSet;
  /** One sentence for each that is none of these, naming the number and what to do. */
  problems: string[];
}

/**
 * The rows of numbers that really are in the way: those that another tenant has are asked for again, since it may have
 * released them in this run, and left out where an allocation of the run still holds them there: they are on their way.
 */
export async function withoutMoving(context: Context, tenant: string, rows: Rows): Promise<Rows> {
  const own = ownRows(rows, tenant);
  const foreign = NumberSet.fromNumbers(rows.keys()).minus(NumberSet.fromNumbers(own.keys()));
  if (foreign.isEmpty) return rows;
  const fresh = await context.view(tenant).askEach(foreign);
  const held = heldElsewhere(context.claims, { platform: context.platform, tenant }, foreign);
  const moving = NumberSet.unionAll(held.map(({ numbers }) => numbers));
  const inTheWay = [...fresh].filter(([phoneNumber, row]) => isOwn(row, tenant) || !moving.has(phoneNumber));
  return new Map([...own, ...inTheWay]);
}

export function classifyExisting(context: Context, inputs: AllocationInputs, rows: Rows): Takeover {
  // What is held is put together from all allocations of the run: not where no number is there to be judged by it.
  const held =
    rows.size === 0
      ? NumberSet.empty
      : heldInTenant(context.claims, { platform: context.platform, tenant: inputs.msTenantId });
  const place = { platform: context.platform, tenant: inputs.msTenantId, urn: inputs.__urn };
  const sent = rows.size === 0 ? NumberSet.empty : context.journal.sent(place, context.clock.now());
  const found: Record<"handedOver" | "interrupted" | "adopted" | "reload", string[]> = {
    handedOver: [],
    interrupted: [],
    adopted: [],
    reload: [],
  };
  const problems = new Map<string, string[]>();
  for (const [phoneNumber, row] of rows) {
    const is = { held: held.has(phoneNumber), sent: sent.has(phoneNumber) };
    const verdict = classify(context, inputs, row, is);
    if (typeof verdict === "string") found[verdict].push(phoneNumber);
    else append(problems, verdict.problem, phoneNumber);
  }
  return {
    handedOver: NumberSet.fromNumbers(found.handedOver),
    interrupted: NumberSet.fromNumbers(found.interrupted),
    adopted: NumberSet.fromNumbers(found.adopted),
    reload: NumberSet.fromNumbers(found.reload),
    problems: [...problems].map(
      ([problem, numbers]) => `${NumberSet.fromNumbers(numbers).describe()}: ${problem}`,
    ),
  };
}

function classify(
  context: Context,
  inputs: AllocationInputs,
  row: Row,
  is: { held: boolean; sent: boolean },
): Verdict {
  if (row === "unreadable") {
    return is.held
      ? "handedOver"
      : { problem: "the platform lists it, but what it says of it cannot be read" };
  }
  if (row.tenantId !== "" && row.tenantId !== inputs.msTenantId)
    return { problem: `held by tenant ${row.tenantId}; release it there first, then run again` };

  const drift = driftOf(inputs, row);
  if (is.held) return settingsDrift(inputs, row) === undefined ? "handedOver" : "reload";
  if (drift !== undefined) {
    return {
      problem: `already in the tenant, and not as declared: ${printDrift(drift)}. Declare it as it is with adoptExisting: true, or release it first`,
    };
  }
  return classifyStrange(context, inputs, { row, isSent: is.sent });
}

/** A number as declared that no allocation of the run holds. */
function classifyStrange(
  context: Context,
  inputs: AllocationInputs,
  { row, isSent }: { row: ReadableRow; isSent: boolean },
): Verdict {
  // What was there before is not what this stack has sent within a day.
  if (isSent && isRecent(context, row) !== false && inputs.adoptExisting !== true) return "interrupted";
  const allowed = allowedTakeover(context, inputs, row);
  if (allowed !== undefined) return allowed;
  if (!looksInterrupted(context, row)) return { problem: `${NOBODYS} Another stack ${WAYS_OUT}` };
  return {
    problem:
      `${NOBODYS} It looks like an interrupted run (uploaded by REST within the last day, in nobody's use): if that was a run of this stack ` +
      `on another machine, allow it for one run: LIVEPLATFORM_ADOPT_INTERRUPTED=${inputs.msTenantId} pulumi up. Else another stack ${WAYS_OUT}`,
  };
}

const NOBODYS = "already in the tenant, and no allocation that this run has seen holds it.";
const WAYS_OUT =
  "has it, or had it before its state was lost (npx pulumi-liveplatform export --unmanaged lists what no state holds). If another " +
  "allocation of this stack does, run with --refresh and without --target; if the resource was renamed, give it an alias; to take the " +
  "number over, set adoptExisting: true (destroying this stack will then release it); else release it, or take it out of the program";
