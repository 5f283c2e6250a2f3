import { setTimeout as delay } from "node:timers/promises";

import { Lanes, mapLimit } from "../../provider/common/lanes";

it("lanes have no more calls under way than they are wide, and begin the others in their order", async () => {
  const lanes = new Lanes(2);
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;
  const call = async (at: number): Promise<number> => {
    begun.push(at);
    most = Math.max(most, (underWay += 1));
    await delay(1);
    underWay -= 1;
    if (at === 1) throw new Error("refused");
    return at;
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map((at) => lanes.run(() => call(at))));
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
  expect(results.map(({ status }) => status === "fulfilled")).toEqual([true, false, true, true, true]);
});

it("mapLimit gives the results in the items' order, and begins nothing after a failure", async () => {
  expect(await mapLimit([3, 1, 2], 2, (ms) => delay(ms, ms * 10))).toEqual([30, 10, 20]);
  const begun: number[] = [];
  const all = mapLimit([1, 2, 3, 4], 2, async (at) => {
    begun.push(at);
    await delay(1);
    throw new Error(`no ${at}`);
  });
  await expect(all).rejects.toThrow("no 1");
  expect(begun).toEqual([1, 2]);
});
