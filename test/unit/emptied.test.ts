import { Emptied } from "../../provider/tenant/emptied";

it("a tenant that lists nothing is believed to be empty where this operation has released all but a handful of what it listed", () => {
  const emptied = new Emptied();
  emptied.release(26);
  expect(emptied.isBelievable(10, 30)).toBe(true);
  const once = new Emptied();
  once.release(1);
  expect(once.isBelievable(10, 30)).toBe(false);
});

it("a handful of numbers in all may be gone from a tenant that lists nothing, and not one more", () => {
  const emptied = new Emptied();
  expect(emptied.isBelievable(4, 30)).toBe(true);
  expect(emptied.isBelievable(1, 30)).toBe(false);
});
