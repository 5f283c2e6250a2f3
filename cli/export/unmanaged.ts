import { type TenantNumber, isInUse } from "../../provider/liveplatform";
import { NumberSet } from "../../provider/numbers/number-set";
import type { DeclaredByState } from "../states/state-file";
import type { Listed } from "./grouping";

/** Consecutive numbers that no state declares and that are alike. */
export interface UnmanagedRange {
  /** A number, or `first..last`. */
  readonly numbers: string;
  readonly count: number;
  readonly acquiredNumberStatus: string | null;
  readonly callingProfileId: string | null;
  readonly callingProfile: string | null;
  readonly source: string | null;
  /** When the first and the last of them were created, as the platform writes it; null where it does not say. */
  readonly createdFrom: string | null;
  readonly createdTo: string | null;
  readonly inUse: number;
  /** The allocation that a run which broke off was creating with them. */
  readonly interruptedCreation: string | null;
}

/** What a tenant holds, against what states declare. */
export interface Audit {
  readonly msTenantId: string;
  /** Numbers that the tenant holds. */
  readonly held: number;
  /** Those among them that a state declares. */
  readonly declared: number;
  readonly unmanaged: number;
  /** Ascending. */
  readonly ranges: readonly UnmanagedRange[];
  /** Held, and declared by more than one state: each of them would release these. */
  readonly declaredTwice: readonly string[];
  /** Rows of the list that do not tell their number: whether a state declares it cannot be said. */
  readonly unreadable: number;
}

type Kind = Pick<
  UnmanagedRange,
  "acquiredNumberStatus" | "callingProfileId" | "source" | "interruptedCreation"
>;

/** Compares the list of a tenant with states. Pure. */
export function audit(msTenantId: string, listed: Listed, states: readonly DeclaredByState[]): Audit {
  const rows = listed.numbers.filter(({ tenantId }) => tenantId === msTenantId);
  const named = listed.unreadable
    .flatMap(({ telephoneNumber }) => telephoneNumber ?? [])
    .filter((text) => E164.test(text));
  const held = NumberSet.fromNumbers([...rows.map(({ telephoneNumber }) => telephoneNumber), ...named]);
  const declared = NumberSet.unionOf(states);
  const unmanaged = held.minus(declared);
  return {
    msTenantId,
    held: held.size,
    declared: held.size - unmanaged.size,
    unmanaged: unmanaged.size,
    ranges: rangesOf(unmanaged, rows, { listed, states }),
    declaredTwice: declaredTwice(states).intersect(held).keys(),
    unreadable: listed.unreadable.length - named.length,
  };
}

const E164 = /^\+[1-9]\d{0,14}$/;

function rangesOf(
  unmanaged: NumberSet,
  rows: readonly TenantNumber[],
  { listed, states }: { listed: Listed; states: readonly DeclaredByState[] },
): UnmanagedRange[] {
  const byNumber = new Map(rows.map((row) => [row.telephoneNumber, row]));
  const kinds = new Map<string, { kind: Kind; numbers: string[] }>();
  for (const phoneNumber of unmanaged) {
    const kind = kindOf(phoneNumber, byNumber.get(phoneNumber), states);
    // A day apart is another upload, and another story.
    const key = JSON.stringify([kind, byNumber.get(phoneNumber)?.whenCreated?.slice(0, "2026-02-16".length)]);
    const group = kinds.get(key) ?? { kind, numbers: [] };
    group.numbers.push(phoneNumber);
    kinds.set(key, group);
  }
  const ranges = Array.from(kinds.values(), ({ kind, numbers }) =>
    NumberSet.fromNumbers(numbers)
      .keys()
      .map((key) => rangeOf(key, kind, { byNumber, listed })),
  );
  return ranges.flat().sort((a, b) => firstOf(a) - firstOf(b));
}

function kindOf(
  phoneNumber: string,
  row: TenantNumber | undefined,
  states: readonly DeclaredByState[],
): Kind {
  const creation = states
    .flatMap(({ interrupted }) => interrupted)
    .find(({ numbers }) => numbers.has(phoneNumber));
  return {
    acquiredNumberStatus: row === undefined ? "unreadable" : row.acquiredNumberStatus,
    callingProfileId: row?.callingProfileId ?? null,
    source: row?.source ?? null,
    interruptedCreation: creation?.name ?? null,
  };
}

function rangeOf(
  key: string,
  kind: Kind,
  { byNumber, listed }: { byNumber: ReadonlyMap<string, TenantNumber>; listed: Listed },
): UnmanagedRange {
  const numbers = NumberSet.of(key);
  const rows = [...numbers].flatMap((phoneNumber) => byNumber.get(phoneNumber) ?? []);
  const created = rows.flatMap(({ whenCreated }) => whenCreated ?? []).sort();
  return {
    numbers: key,
    count: numbers.size,
    ...kind,
    callingProfile: listed.profileNames.get(kind.callingProfileId ?? "") ?? null,
    createdFrom: created[0] ?? null,
    createdTo: created.at(-1) ?? null,
    inUse: rows.filter(isInUse).length,
  };
}

function firstOf({ numbers }: UnmanagedRange): number {
  return NumberSet.of(numbers).ranges[0]?.first ?? 0;
}

function declaredTwice(states: readonly DeclaredByState[]): NumberSet {
  let once = NumberSet.empty;
  let twice = NumberSet.empty;
  for (const { numbers } of states) {
    twice = twice.union(once.intersect(numbers));
    once = once.union(numbers);
  }
  return twice;
}
