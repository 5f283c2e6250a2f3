import { type DeclaringTenant, type GroupSettings, declareRow } from "../../provider/allocation/declare-row";
import type { TenantNumber, UnreadableRow } from "../../provider/liveplatform";
import { parseNumber } from "../../provider/numbers/number-range";
import { NumberSet } from "../../provider/numbers/number-set";
import { namesOf } from "./allocation-names";

/** One allocation of the exported program. */
export interface ExportedAllocation {
  readonly name: string;
  readonly settings: GroupSettings;
  readonly numbers: NumberSet;
}

/** Numbers that are left out, and why. */
export interface NotExported {
  readonly numbers: NumberSet;
  /** Rows that do not even tell their number. */
  readonly unnamed: number;
  readonly reason: string;
}

export interface Export {
  /** In the order of their names. */
  readonly allocations: readonly ExportedAllocation[];
  /** In the order of their reasons. */
  readonly notExported: readonly NotExported[];
}

/** What the platform lists for a tenant. */
export interface Listed {
  readonly numbers: readonly TenantNumber[];
  readonly unreadable: readonly UnreadableRow[];
  /** Id of a calling profile, in lower case → its name. */
  readonly profileNames: ReadonlyMap<string, string>;
}

/** Sorts each listed number into exactly one allocation or one reason. Pure; the order of the rows means nothing. */
export function groupNumbers(tenant: DeclaringTenant, listed: Listed): Export {
  const groups = new Map<string, { settings: GroupSettings; numbers: string[] }>();
  const reasons = new Reasons();
  for (const row of listed.numbers) {
    const verdict = declareRow(tenant, row);
    if ("reason" in verdict) {
      reasons.add(verdict.reason, row.telephoneNumber);
    } else {
      const key = JSON.stringify(verdict.settings);
      const group = groups.get(key) ?? { settings: verdict.settings, numbers: [] };
      group.numbers.push(row.telephoneNumber);
      groups.set(key, group);
    }
  }
  for (const row of listed.unreadable) reasons.addUnreadable(row);
  const names = namesOf(
    Array.from(groups.values(), ({ settings }) => settings),
    listed.profileNames,
  );
  const allocations = Array.from(groups.values(), ({ settings, numbers }) => ({
    name: names.get(settings) ?? "",
    settings,
    numbers: NumberSet.fromNumbers(numbers),
  }));
  return { allocations: allocations.sort(byName), notExported: reasons.sorted() };
}

/** How many numbers are left out. */
export function countNotExported(notExported: readonly NotExported[]): number {
  return notExported.reduce((sum, { numbers, unnamed }) => sum + numbers.size + unnamed, 0);
}

class Reasons {
  readonly #byReason = new Map<string, { numbers: string[]; unnamed: number }>();

  add(reason: string, phoneNumber: string): void {
    this.#entry(reason).numbers.push(phoneNumber);
  }

  addUnreadable({ telephoneNumber, problem }: UnreadableRow): void {
    const reason = `its row cannot be read: ${problem}`;
    if (telephoneNumber === undefined) this.#entry(reason).unnamed++;
    else if (parseNumber(telephoneNumber) !== undefined) this.add(reason, telephoneNumber);
    else this.#entry(`${reason} (${JSON.stringify(telephoneNumber)})`).unnamed++;
  }

  #entry(reason: string): { numbers: string[]; unnamed: number } {
    const entry = this.#byReason.get(reason) ?? { numbers: [], unnamed: 0 };
    this.#byReason.set(reason, entry);
    return entry;
  }

  sorted(): NotExported[] {
    const all = Array.from(this.#byReason, ([reason, { numbers, unnamed }]) => ({
      numbers: NumberSet.fromNumbers(numbers),
      unnamed,
      reason,
    }));
    return all.sort((a, b) => compare(a.reason, b.reason));
  }
}

function byName(a: ExportedAllocation, b: ExportedAllocation): number {
  return compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
