import * as harness from "./client-harness";

const { json, tenant } = harness;

/** How a platform gives its list. */
export interface Platform {
  total: number;
  /** The largest page it gives. */
  largest: number;
  /** What it does when asked for more. */
  beyond?: "cuts" | "cuts in silence" | "refuses";
  /** The status by which it refuses. */
  refusal?: number;
  /** Rows of one page, to tell a story with. */
  rows?: (page: number, rows: object[]) => object[];
  totalOn?: (page: number) => number;
  pastTheEnd?: harness.Reply;
}

export function number(index: number) {
  return { telephoneNumber: `+4420${String(index).padStart(8, "0")}`, tenantId: tenant };
}

/** Pages of a list, as a platform of that kind would give them. */
export function pages(platform: Platform): harness.Reply {
  const { total, largest, beyond = "cuts", refusal = 400, rows, totalOn, pastTheEnd } = platform;
  return (response, request) => {
    const query = new URL(request.url, "http://x").searchParams;
    const [page, asked] = [Number(query.get("PageNumber")), Number(query.get("PageSize"))];
    if (beyond === "refuses" && asked > largest) {
      json({ errors: { PageSize: ["too large"] } }, refusal)(response, request);
      return;
    }
    const size = Math.min(asked, largest);
    const stated = beyond === "cuts in silence" ? asked : size;
    const all = Array.from({ length: total }, (_, index) => number(index));
    const data = all.slice((page - 1) * size, page * size);
    if (data.length === 0 && pastTheEnd) {
      pastTheEnd(response, request);
      return;
    }
    const totalRecords = totalOn?.(page) ?? total;
    const totalPages = Math.ceil(totalRecords / stated);
    const body = {
      currentPage: page,
      pageSize: stated,
      totalPages,
      totalRecords,
      data: rows?.(page, data) ?? data,
    };
    json(body)(response, request);
  };
}

/** The pages that a platform was asked for, and their sizes. */
export function asked({ received }: harness.Harness): string[] {
  return received.map(({ url }) => url.replace(/^.*PageNumber=(\d+)&PageSize=(\d+)$/, "$1 of $2")).sort();
}
