import { type TenantNumber, isInUse } from "../../provider/liveplatform";
import { NumberSet } from "../../provider/numbers/number-set";
import { minute } from "../output/minute";
import type { StackState } from "../states/stack-state";
import { type Holder, heldBy, holdersOf } from "./holders";
import type { LookedUp } from "./look-up";

/** Consecutive numbers of which the same is to be said. */
export interface Found {
  /** A number, or `first..last`. */
  readonly numbers: string;
  readonly count: number;
  /** null: in no tenant that the credential sees, or not known. */
  readonly msTenantId: string | null;
  readonly tenantName: string | null;
  readonly callingProfileId: string | null;
  readonly callingProfile: string | null;
  /** `Active`, `Uploaded` …; `unreadable` where the row could not be read, `unknown` where the list cannot be trusted to lack it. */
  readonly acquiredNumberStatus: string | null;
  readonly assignmentStatus: string | null;
  readonly inUse: boolean;
  readonly source: string | null;
  /** When it was uploaded, and when Operator Connect took it, as the platform writes it. */
  readonly whenCreated: string | null;
  readonly acquiredOn: string | null;
  /** The upload that brought it: Operator Connect's id, and the platform's. */
  readonly tnUploadJobId: string | null;
  readonly uploadToAccountJobId: number | null;
  /** null where no states were given. */
  readonly heldBy: readonly Holder[] | null;
}

export interface Names {
  readonly tenants: ReadonlyMap<string, string>;
  readonly profiles: ReadonlyMap<string, string>;
}

/** What there is to say of each number, ascending; neighbours that are alike are one. Pure. */
export function foundOf(
  numbers: NumberSet,
  looked: LookedUp,
  { names, states }: { names: Names; states: readonly StackState[] | undefined },
): Found[] {
  const held = heldBy(states ?? [], numbers);
  const groups = new Map<string, { said: Omit<Found, "numbers" | "count">; numbers: string[] }>();
  for (const phoneNumber of numbers) {
    const holders = states === undefined ? null : holdersOf(held, phoneNumber);
    const said = { ...saidOf(phoneNumber, looked, names), heldBy: holders };
    const key = keyOf(said);
    const group = groups.get(key) ?? { said, numbers: [] };
    group.numbers.push(phoneNumber);
    groups.set(key, group);
  }
  const found = [...groups.values()].flatMap(({ said, numbers: alike }) =>
    Object.entries(NumberSet.fromNumbers(alike).toCanonical()).map(([key, count]) => ({
      numbers: key,
      count,
      ...said,
    })),
  );
  return found.sort((a, b) => firstOf(a) - firstOf(b));
}

/** The numbers of one upload differ by moments: those of a minute are alike, and the lowest of them speaks for all. */
function keyOf(said: Omit<Found, "numbers" | "count">): string {
  const { whenCreated, acquiredOn } = said;
  return JSON.stringify({
    ...said,
    whenCreated: minute(whenCreated ?? ""),
    acquiredOn: minute(acquiredOn ?? ""),
  });
}

type Said = Omit<Found, "numbers" | "count" | "heldBy">;

const NOWHERE: Said = {
  msTenantId: null,
  tenantName: null,
  callingProfileId: null,
  callingProfile: null,
  acquiredNumberStatus: null,
  assignmentStatus: null,
  inUse: false,
  source: null,
  whenCreated: null,
  acquiredOn: null,
  tnUploadJobId: null,
  uploadToAccountJobId: null,
};

function saidOf(phoneNumber: string, { rows, unreadable, doubt }: LookedUp, names: Names): Said {
  const row = rows.get(phoneNumber);
  const said = row === undefined ? NOWHERE : saidOfRow(row, names);
  if (unreadable.has(phoneNumber)) return { ...said, acquiredNumberStatus: "unreadable" };
  return row === undefined && doubt !== undefined ? { ...said, acquiredNumberStatus: "unknown" } : said;
}

function saidOfRow(row: TenantNumber, { tenants, profiles }: Names): Said {
  return {
    msTenantId: row.tenantId,
    tenantName: tenants.get(row.tenantId) ?? null,
    callingProfileId: row.callingProfileId,
    callingProfile: profiles.get(row.callingProfileId ?? "") ?? null,
    acquiredNumberStatus: row.acquiredNumberStatus,
    assignmentStatus: row.assignmentStatus,
    inUse: isInUse(row),
    source: row.source,
    whenCreated: row.whenCreated,
    acquiredOn: row.acquiredOn,
    tnUploadJobId: row.tnUploadJobId,
    uploadToAccountJobId: row.uploadToAccountJobId,
  };
}

function firstOf({ numbers }: Found): number {
  return NumberSet.of(numbers).ranges[0]?.first ?? 0;
}
