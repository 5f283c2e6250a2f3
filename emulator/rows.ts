import { rangeProblem } from "./e164";
import { type NumberEntity, statusName } from "./entities";
import { isInUse } from "./number-rows";
import type { World } from "./world";

/** Which rows a person looks for; an absent field does not filter. */
export interface RowQuery {
  readonly tenant?: string | undefined;
  /** Digits that occur in the number, or `first..last`. */
  readonly search?: string | undefined;
  /** A name such as `Active`. */
  readonly status?: string | undefined;
  readonly use?: "used" | "free" | undefined;
  readonly profile?: string | undefined;
  /** From 1. */
  readonly page?: number | undefined;
  /** Rows a page, up to 1000. Default 50. */
  readonly size?: number | undefined;
}

/** A row as a person wants it: names instead of ids and codes. */
export interface NumberLine {
  readonly telephoneNumber: string;
  readonly tenantId: string;
  readonly tenant: string;
  readonly callingProfileId: string;
  readonly callingProfile: string;
  readonly status: string;
  readonly assignmentStatus: string | null;
  readonly inUse: boolean;
  readonly source: string;
}

/** One page of what was found, in order of the numbers. */
export interface RowPage {
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly rows: readonly NumberLine[];
}

type Found = readonly NumberEntity[];

/** Finds rows; the last result is kept until something changes, so that a page costs what the page holds. */
export class RowFinder {
  readonly #world: World;
  #last: { readonly key: string; readonly rows: Found } | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  page({ page = 1, size = 50, ...query }: RowQuery): RowPage {
    const found = this.find(query);
    const pages = Math.max(1, Math.ceil(found.length / size));
    const shown = Math.min(page, pages);
    const rows = found.slice((shown - 1) * size, shown * size).map((row) => this.line(row));
    return { page: shown, pages, total: found.length, rows };
  }

  /** All that match, by their numbers. */
  matches(query: RowQuery): string[] {
    return this.find(query).map(({ telephoneNumber }) => telephoneNumber);
  }

  private find({ tenant, search = "", status, use, profile }: RowQuery): Found {
    const world = this.#world;
    world.now();
    const key = JSON.stringify([world.store.version, tenant, search, status, use, profile]);
    if (this.#last?.key === key) return this.#last.rows;
    const searched = matcherOf(search);
    const rows = world.store
      .list({ tenantId: tenant?.toLowerCase() })
      .filter((row) => profile === undefined || row.callingProfileId === profile.toLowerCase())
      .filter((row) => status === undefined || statusName(row.acquiredNumberStatus) === status)
      .filter((row) => use === undefined || isInUse(row) === (use === "used"))
      .filter((row) => searched(row.telephoneNumber))
      .sort((a, b) => (a.telephoneNumber < b.telephoneNumber ? -1 : 1));
    this.#last = { key, rows };
    return rows;
  }

  private line(row: NumberEntity): NumberLine {
    const { tenants, profiles } = this.#world.store;
    const { telephoneNumber, tenantId, callingProfileId, assignmentStatus, source } = row;
    return {
      telephoneNumber,
      tenantId,
      tenant: tenants.get(tenantId)?.name ?? tenantId,
      callingProfileId,
      callingProfile: profiles.get(callingProfileId)?.name ?? callingProfileId,
      status: statusName(row.acquiredNumberStatus),
      assignmentStatus,
      inUse: isInUse(row),
      source,
    };
  }
}

function matcherOf(search: string): (number: string) => boolean {
  const text = search.replaceAll(/[\s()/-]/g, "");
  const [first = "", last] = text.split("..");
  if (last === undefined) return (number) => number.includes(first);
  if (rangeProblem(first, last) !== null) return () => false;
  return (number) => number.length === first.length && number >= first && number <= last;
}
