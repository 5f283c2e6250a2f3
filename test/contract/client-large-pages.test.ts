import * as harness from "./client-harness";
import { asked, pages } from "./list-pages";

const { serve, tenant } = harness;

afterEach(harness.closeAll);

it("a list of more than 4,000 numbers is read in pages of 5,000", async () => {
  const h = await serve([pages({ total: 10_010, largest: 5000 })]);
  const list = await h.platform.listStates({ msTenantId: tenant });
  expect(list).toMatchObject({ consistent: true, totalRecords: 10_010 });
  expect(list.numbers).toHaveLength(10_010);
  expect(asked(h)).toEqual(["1 of 1000", "1 of 5000", "2 of 5000", "3 of 5000"]);
});

it("a list of more than 5,000 numbers has its first two large pages asked for together", async () => {
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
  "a list of more than 4,000 numbers asks for one large page more than the first, at the most, where the platform %s it",
  async (beyond) => {
    const h = await serve([pages({ total: 10_010, largest: 1000, beyond })]);
    expect((await h.platform.listStates({ msTenantId: tenant })).numbers).toHaveLength(10_010);
    expect(h.received).toHaveLength(11 + 2);
  },
);

it.each(["cuts", "cuts in silence", "refuses"] as const)(
  "a list of more than 4,000 numbers is read in pages of 1,000 where the platform %s what is larger, and asks for a large one once",
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

it("a list of more than 4,000 numbers keeps to a page size that was chosen", async () => {
  const h = await serve([pages({ total: 4500, largest: 5000 })], { pageSize: 1000 });
  expect((await h.platform.listStates({ msTenantId: tenant })).pages).toBe(5);
});
