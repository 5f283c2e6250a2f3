import type { TenantNumber } from "../../provider/liveplatform";
import { BLOCK_SIZE } from "../../provider/numbers/blocks";
import { nameIn } from "../find/look-up";
import { type Counts, addTo, countsOf, noCounts, sumOf } from "./counts";

/** What a tenant holds with one profile in one block of 100 numbers. */
export interface BlockEntry {
  readonly msTenantId: string;
  readonly callingProfileId: string | null;
  /** The block's first and last number, whether or not the tenant has them. */
  readonly block: string;
  readonly counts: Counts;
}

/** Counts numbers by tenant, profile and block, as their rows come; no row is kept. */
export class Inventory {
  readonly #entries = new Map<string, BlockEntry>();
  readonly #names = new Map<string, string>();

  add(row: TenantNumber): void {
    const { tenantId: msTenantId, callingProfileId } = row;
    const name = this.#names.get(msTenantId) ?? nameIn(row);
    if (name !== undefined) this.#names.set(msTenantId, name);
    const block = blockOf(row.telephoneNumber);
    const key = `${msTenantId} ${callingProfileId ?? ""} ${block}`;
    const entry = this.#entries.get(key) ?? { msTenantId, callingProfileId, block, counts: noCounts() };
    this.#entries.set(key, entry);
    addTo(entry.counts, countsOf(row));
  }

  nameOf(msTenantId: string): string | null {
    return this.#names.get(msTenantId) ?? null;
  }

  /** By tenant, profile and block, each ascending. */
  entries(): BlockEntry[] {
    return [...this.#entries.values()].sort(
      (a, b) =>
        compare(a.msTenantId, b.msTenantId) ||
        compare(a.callingProfileId ?? "", b.callingProfileId ?? "") ||
        a.block.length - b.block.length ||
        compare(a.block, b.block),
    );
  }
}

/** The entries of each value of a key, in their order. */
export function groupedBy<Key>(
  entries: readonly BlockEntry[],
  keyOf: (entry: BlockEntry) => Key,
): [Key, readonly BlockEntry[]][] {
  const groups = new Map<Key, BlockEntry[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group === undefined) groups.set(keyOf(entry), [entry]);
    else group.push(entry);
  }
  return [...groups];
}

export function sumOfEntries(entries: readonly BlockEntry[]): Counts {
  return sumOf(entries.map(({ counts }) => counts));
}

/** `+61395556912` → `+61395556900..+61395556999`. */
function blockOf(phoneNumber: string): string {
  const number = Number(phoneNumber);
  if (!Number.isSafeInteger(number)) return phoneNumber;
  const first = Math.floor(number / BLOCK_SIZE) * BLOCK_SIZE;
  return `+${first}..+${first + BLOCK_SIZE - 1}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
