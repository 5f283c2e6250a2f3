import * as fc from "fast-check";

import { GetBudget } from "../../provider/tenant/get-budget";

/** Requests that a tenant of `pages` pages costs when numbers are asked for in these portions. */
function requests(portions: readonly number[], pages: number): number {
  const budget = new GetBudget();
  let spent = 0;
  let knowsPages = false;
  for (const portion of portions) {
    if (budget.grantHandful(portion)) {
      spent += portion;
      continue;
    }
    if (!knowsPages) spent += 1;
    knowsPages = true;
    if (!budget.grant(portion, pages)) return spent + pages - 1;
    spent += portion;
  }
  return spent;
}

it("the budget of single requests asks for a handful of numbers one by one", () => {
  expect(requests([4], 100)).toBe(4);
  expect(requests([1, 1, 1, 1], 100)).toBe(4);
});

it("the budget of single requests reads the list where it has no more pages than there are numbers", () => {
  expect(requests([100], 10)).toBe(10);
  expect(requests([5], 1)).toBe(1);
});

it("the budget of single requests asks for ten numbers of a tenant of a hundred pages one by one, in one portion or in ten", () => {
  expect(requests([10], 100)).toBe(11);
  expect(
    requests(
      Array.from({ length: 10 }, () => 1),
      100,
    ),
  ).toBe(11);
});

it("the budget of single requests stays within min(numbers, pages) + 5 requests for one allocation, whatever its size", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 500 }), (numbers, pages) => {
      expect(requests([numbers], pages)).toBeLessThanOrEqual(Math.min(numbers, pages) + 5);
    }),
  );
});

it("the budget of single requests never pays more than a quarter of the list on top of it, however the numbers trickle in", () => {
  const portions = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(portions, fc.integer({ min: 20, max: 200 }), (asked, pages) => {
      const largest = Math.max(...asked);
      expect(requests(asked, pages)).toBeLessThanOrEqual(pages + Math.ceil(pages / 4) + largest + 5);
    }),
  );
});
