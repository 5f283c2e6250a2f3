import { ApiError, ResponseShapeError } from "../../provider/liveplatform";
import * as harness from "./client-harness";

const { failureOf, json, serve, tenant } = harness;

afterEach(harness.closeAll);

interface Platform {
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

function number(index: number) {
  return { telephoneNumber: `+4420${String(index).padStart(8, "0")}`, tenantId: tenant };
}

/** Pages of a list, as a platform of that kind would give them. */
function pages(platform: Platform): harness.Reply {
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

function asked({ received }: harness.Harness): string[] {
  return received.map(({ url }) => url.replace(/^.*PageNumber=(\d+)&PageSize=(\d+)$/, "$1 of $2")).sort();
}

describe("a list", () => {
  it("has all numbers of all pages in their order, and asks for each page once", async () => {
    const h = await serve([pages({ total: 45, largest: 100 })], { pageSize: 10 });
    const list = await h.platform.listNumbers({ msTenantId: tenant, acquiredNumberStatus: "Active" });
    expect(list).toMatchObject({ totalRecords: 45, consistent: true, pages: 5, unreadable: [] });
    expect(list.numbers.map((n) => n.telephoneNumber)).toEqual(
      Array.from({ length: 45 }, (_, i) => number(i).telephoneNumber),
    );
    expect(asked(h)).toEqual(["1 of 10", "2 of 10", "3 of 10", "4 of 10", "5 of 10"]);
    expect(h.received[4]?.url).toContain(`msTenantId=${tenant}&acquiredNumberStatus=Active&`);
  });

  it("goes on from a first page that the caller has", async () => {
    const h = await serve([pages({ total: 25, largest: 100 })], { pageSize: 10 });
    const firstPage = await h.platform.listStatesPage({ msTenantId: tenant, pageNumber: 1 });
    const list = await h.platform.listStates({ msTenantId: tenant, firstPage });
    expect(list.numbers).toHaveLength(25);
    expect(asked(h)).toEqual(["1 of 10", "2 of 10", "3 of 10"]);
  });

  it("of nothing takes one request", async () => {
    const h = await serve([pages({ total: 0, largest: 100 })]);
    expect(await h.platform.listNumbers({})).toMatchObject({
      numbers: [],
      totalRecords: 0,
      consistent: true,
      pages: 1,
    });
    expect(asked(h)).toEqual(["1 of 1000"]);
  });

  it("reads its pages after the first side by side", async () => {
    const waiting: (() => void)[] = [];
    const answer = pages({ total: 40, largest: 100 });
    const together: harness.Reply = (response, request) => {
      waiting.push(() => answer(response, request));
      if (waiting.length === 3) waiting.forEach((go) => go());
    };
    const h = await serve([answer, together], { pageSize: 10 });
    expect((await h.platform.listNumbers({})).numbers).toHaveLength(40);
  });
});

describe("a list of more than 4,000 numbers", () => {
  it("is read in pages of 5,000", async () => {
    const h = await serve([pages({ total: 10_010, largest: 5000 })]);
    const list = await h.platform.listStates({ msTenantId: tenant });
    expect(list).toMatchObject({ consistent: true, totalRecords: 10_010 });
    expect(list.numbers).toHaveLength(10_010);
    expect(asked(h)).toEqual(["1 of 1000", "1 of 5000", "2 of 5000", "3 of 5000"]);
  });

  it("of more than 5,000 has its first two large pages asked for together", async () => {
    const answer = pages({ total: 10_010, largest: 5000 });
    const waiting: (() => void)[] = [];
    const together: harness.Reply = (response, request) => {
      waiting.push(() => answer(response, request));
      if (waiting.length === 2) waiting.forEach((go) => go());
    };
    const h = await serve([answer, together, together, answer]);
    expect((await h.platform.listStates({ msTenantId: tenant })).numbers).toHaveLength(10_010);
  });

  it.each(["cuts", "cuts in silence", "refuses"] as const)(
    "asks for one large page more than the first, at the most, where the platform %s it",
    async (beyond) => {
      const h = await serve([pages({ total: 10_010, largest: 1000, beyond })]);
      expect((await h.platform.listStates({ msTenantId: tenant })).numbers).toHaveLength(10_010);
      expect(h.received).toHaveLength(11 + 2);
    },
  );

  it.each(["cuts", "cuts in silence", "refuses"] as const)(
    "is read in pages of 1,000 where the platform %s what is larger, and asks for a large one once",
    async (beyond) => {
      const h = await serve([pages({ total: 4500, largest: 1000, beyond })]);
      for (let read = 0; read < 2; read += 1) {
        const list = await h.platform.listStates({ msTenantId: tenant });
        expect(list).toMatchObject({ consistent: true, totalRecords: 4500 });
        expect(list.numbers).toHaveLength(4500);
      }
      expect(asked(h).filter((page) => page === "1 of 5000")).toHaveLength(1);
      expect(h.received).toHaveLength(1 + 2 * 5);
    },
  );

  it("keeps to a page size that was chosen", async () => {
    const h = await serve([pages({ total: 4500, largest: 5000 })], { pageSize: 1000 });
    expect((await h.platform.listStates({ msTenantId: tenant })).pages).toBe(5);
  });
});

describe("a page size", () => {
  it("that the platform cuts still leads to all numbers", async () => {
    const h = await serve([pages({ total: 50, largest: 20 })]);
    const list = await h.platform.listNumbers({});
    expect(list).toMatchObject({ consistent: true, pages: 3 });
    expect(list.numbers).toHaveLength(50);
    expect(asked(h)).toEqual(["1 of 1000", "2 of 20", "3 of 20"]);
  });

  it("that the platform cuts without saying so still leads to all numbers", async () => {
    const h = await serve([pages({ total: 50, largest: 20, beyond: "cuts in silence" })]);
    const list = await h.platform.listNumbers({});
    expect(list).toMatchObject({ consistent: true, pages: 3 });
    expect(list.numbers).toHaveLength(50);
  });

  it.each([400, 422])(
    "that is refused by %d falls back to the documented 200, once for the process",
    async (refusal) => {
      const h = await serve([pages({ total: 500, largest: 200, beyond: "refuses", refusal })]);
      expect((await h.platform.listNumbers({})).numbers).toHaveLength(500);
      expect((await h.platform.listNumbers({ pageSize: 300 })).pages).toBe(3);
      const twice = ["1 of 200", "2 of 200", "3 of 200"].flatMap((page) => [page, page]);
      expect(asked(h)).toEqual(["1 of 1000", ...twice]);
    },
  );

  it("is not to blame where the small page is refused too", async () => {
    const h = await serve([json({ errors: { msTenantId: ["not a GUID"] } }, 400)]);
    const error = await failureOf(ApiError, h.platform.listNumbers({ msTenantId: "x" }));
    expect(error.fieldErrors).toEqual([{ field: "msTenantId", text: "not a GUID" }]);
    await failureOf(ApiError, h.platform.listNumbers({ msTenantId: "x" }));
    expect(asked(h)).toEqual(["1 of 1000", "1 of 1000", "1 of 200", "1 of 200"]);
  });
});

describe("a list that changes while it is read", () => {
  it.each<[string, Partial<Platform>]>([
    ["its total differs between pages", { totalOn: (page) => (page === 1 ? 30 : 31) }],
    ["it has fewer rows than its total", { rows: (page, rows) => (page === 3 ? rows.slice(1) : rows) }],
    [
      "it has more rows than its total",
      { rows: (page, rows) => (page === 3 ? [...rows, number(99)] : rows) },
    ],
    [
      "a number is on two pages",
      { rows: (page, rows) => (page === 3 ? [...rows.slice(1), number(19)] : rows) },
    ],
    [
      "its first page is short",
      { rows: (page, rows) => (page === 1 ? rows.slice(1) : rows), pastTheEnd: json("", 400) },
    ],
  ])("is not consistent: %s", async (_, story) => {
    const { platform } = await serve([pages({ total: 30, largest: 100, ...story })], { pageSize: 10 });
    const list = await platform.listNumbers({});
    expect(list.consistent).toBe(false);
    const names = list.numbers.map((n) => n.telephoneNumber);
    expect(new Set(names).size).toBe(names.length);
  });

  it("is consistent where a number is twice on one page, and where a row cannot be read", async () => {
    const rows = (page: number, list: object[]) =>
      page === 2 ? [...list.slice(2), number(15), { telephoneNumber: 5 }] : list;
    const { platform } = await serve([pages({ total: 30, largest: 100, rows })], { pageSize: 10 });
    const list = await platform.listNumbers({});
    expect(list).toMatchObject({ consistent: true, unreadable: [{}] });
    expect(list.numbers).toHaveLength(28);
  });
});

describe("a page that is not the one asked for", () => {
  it("is an error: the platform does not understand how it is asked", async () => {
    const first = { currentPage: 1, pageSize: 10, totalPages: 2, totalRecords: 20, data: [] };
    const { platform } = await serve([json(first)], { pageSize: 10 });
    const error = await failureOf(ResponseShapeError, platform.listNumbers({}));
    expect(error.message).toMatch(/not page 2 of numbers: it is page 1/);
  });

  it("does not let a failing page pass for an empty one", async () => {
    const { platform } = await serve([pages({ total: 20, largest: 100 }), json("", 403)], {
      pageSize: 10,
    });
    expect((await failureOf(ApiError, platform.listNumbers({}))).status).toBe(403);
  });
});
