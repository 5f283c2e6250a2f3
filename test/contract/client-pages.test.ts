import { ApiError, ResponseShapeError } from "../../provider/liveplatform";
import * as harness from "./client-harness";
import { type Platform, asked, number, pages } from "./list-pages";

const { failureOf, json, serve, tenant } = harness;

afterEach(harness.closeAll);

it("a tenant's list has all numbers of all pages in their order, and asks for each page once", async () => {
  const h = await serve([pages({ total: 45, largest: 100 })], { pageSize: 10 });
  const list = await h.platform.listNumbers({ msTenantId: tenant, acquiredNumberStatus: "Active" });
  expect(list).toMatchObject({ totalRecords: 45, consistent: true, pages: 5, unreadable: [] });
  expect(list.numbers.map((n) => n.telephoneNumber)).toEqual(
    Array.from({ length: 45 }, (_, i) => number(i).telephoneNumber),
  );
  expect(asked(h)).toEqual(["1 of 10", "2 of 10", "3 of 10", "4 of 10", "5 of 10"]);
  expect(h.received[4]?.url).toContain(`msTenantId=${tenant}&acquiredNumberStatus=Active&`);
});

it("a tenant's list goes on from a first page that the caller has", async () => {
  const h = await serve([pages({ total: 25, largest: 100 })], { pageSize: 10 });
  const firstPage = await h.platform.listStatesPage({ msTenantId: tenant, pageNumber: 1 });
  const list = await h.platform.listStates({ msTenantId: tenant, firstPage });
  expect(list.numbers).toHaveLength(25);
  expect(asked(h)).toEqual(["1 of 10", "2 of 10", "3 of 10"]);
});

it("a tenant's list of nothing takes one request", async () => {
  const h = await serve([pages({ total: 0, largest: 100 })]);
  expect(await h.platform.listNumbers({})).toMatchObject({
    numbers: [],
    totalRecords: 0,
    consistent: true,
    pages: 1,
  });
  expect(asked(h)).toEqual(["1 of 1000"]);
});

it("a tenant's list reads its pages after the first side by side", async () => {
  const waiting: (() => void)[] = [];
  const answer = pages({ total: 40, largest: 100 });
  const together: harness.Reply = (response, request) => {
    waiting.push(() => answer(response, request));
    if (waiting.length === 3) waiting.forEach((go) => go());
  };
  const h = await serve([answer, together], { pageSize: 10 });
  expect((await h.platform.listNumbers({})).numbers).toHaveLength(40);
});

it("a page size that the platform cuts still leads to all numbers", async () => {
  const h = await serve([pages({ total: 50, largest: 20 })]);
  const list = await h.platform.listNumbers({});
  expect(list).toMatchObject({ consistent: true, pages: 3 });
  expect(list.numbers).toHaveLength(50);
  expect(asked(h)).toEqual(["1 of 1000", "2 of 20", "3 of 20"]);
});

it("a page size that the platform cuts without saying so still leads to all numbers", async () => {
  const h = await serve([pages({ total: 50, largest: 20, beyond: "cuts in silence" })]);
  const list = await h.platform.listNumbers({});
  expect(list).toMatchObject({ consistent: true, pages: 3 });
  expect(list.numbers).toHaveLength(50);
});

it.each([400, 422])(
  "a page size that is refused by %d falls back to the documented 200, once for the process",
  async (refusal) => {
    const h = await serve([pages({ total: 500, largest: 200, beyond: "refuses", refusal })]);
    expect((await h.platform.listNumbers({})).numbers).toHaveLength(500);
    expect((await h.platform.listNumbers({ pageSize: 300 })).pages).toBe(3);
    const twice = ["1 of 200", "2 of 200", "3 of 200"].flatMap((page) => [page, page]);
    expect(asked(h)).toEqual(["1 of 1000", ...twice]);
  },
);

it("a page size is not to blame where the small page is refused too", async () => {
  const h = await serve([json({ errors: { msTenantId: ["not a GUID"] } }, 400)]);
  const error = await failureOf(ApiError, h.platform.listNumbers({ msTenantId: "x" }));
  expect(error.fieldErrors).toEqual([{ field: "msTenantId", text: "not a GUID" }]);
  await failureOf(ApiError, h.platform.listNumbers({ msTenantId: "x" }));
  expect(asked(h)).toEqual(["1 of 1000", "1 of 1000", "1 of 200", "1 of 200"]);
});

it.each<[string, Partial<Platform>]>([
  ["its total differs between pages", { totalOn: (page) => (page === 1 ? 30 : 31) }],
  ["it has fewer rows than its total", { rows: (page, rows) => (page === 3 ? rows.slice(1) : rows) }],
  ["it has more rows than its total", { rows: (page, rows) => (page === 3 ? [...rows, number(99)] : rows) }],
  [
    "a number is on two pages",
    { rows: (page, rows) => (page === 3 ? [...rows.slice(1), number(19)] : rows) },
  ],
  [
    "its first page is short",
    { rows: (page, rows) => (page === 1 ? rows.slice(1) : rows), pastTheEnd: json("", 400) },
  ],
])("a list that changes while it is read is not consistent: %s", async (_, story) => {
  const { platform } = await serve([pages({ total: 30, largest: 100, ...story })], { pageSize: 10 });
  const list = await platform.listNumbers({});
  expect(list.consistent).toBe(false);
  const names = list.numbers.map((n) => n.telephoneNumber);
  expect(new Set(names).size).toBe(names.length);
});

it("a list is consistent where a number is twice on one page, and where a row cannot be read", async () => {
  const rows = (page: number, list: object[]) =>
    page === 2 ? [...list.slice(2), number(15), { telephoneNumber: 5 }] : list;
  const { platform } = await serve([pages({ total: 30, largest: 100, rows })], { pageSize: 10 });
  const list = await platform.listNumbers({});
  expect(list).toMatchObject({ consistent: true, unreadable: [{}] });
  expect(list.numbers).toHaveLength(28);
});

it("a page of the list that is not the one asked for is an error: the platform does not understand how it is asked", async () => {
  const first = { currentPage: 1, pageSize: 10, totalPages: 2, totalRecords: 20, data: [] };
  const { platform } = await serve([json(first)], { pageSize: 10 });
  const error = await failureOf(ResponseShapeError, platform.listNumbers({}));
  expect(error.message).toMatch(/not page 2 of numbers: it is page 1/);
});

it("a page of the list that is not the one asked for does not let a failing page pass for an empty one", async () => {
  const { platform } = await serve([pages({ total: 20, largest: 100 }), json("", 403)], {
    pageSize: 10,
  });
  expect((await failureOf(ApiError, platform.listNumbers({}))).status).toBe(403);
});

it("a list that has a number twice, on one page or on two, has it in use where one of the rows says so: it would be released otherwise", async () => {
  const row = { ...number(0), assignmentStatus: "Unassigned" };
  const used = { ...row, assignmentStatus: "UserAssigned" };
  for (const data of [
    [row, used],
    [used, row],
  ]) {
    const [one, other] = data.map((only, index) =>
      json({ currentPage: index + 1, pageSize: 1, totalPages: 2, totalRecords: 2, data: [only] }),
    );
    for (const answers of [[json({ totalRecords: 2, data })], [one, other]]) {
      const { platform } = await serve(answers.flatMap((answer) => answer ?? []));
      const { numbers } = await platform.listStates({ msTenantId: tenant });
      expect(numbers).toMatchObject([{ assignmentStatus: "UserAssigned" }]);
    }
  }
});
