import fc from "fast-check";

import { NumberSet } from "../../provider/numbers/number-set";
import { type Answer, type Part, SharedWrite } from "../../provider/writes/shared-write";
import { VirtualClock } from "../contract/client-harness";

interface Outcome extends Answer {
  numbers: NumberSet;
}

const BAD = "+61395556666";
const WORSE = "+61395556667";

/** A platform that refuses a request as a whole where a bad number is in it, and names the first one or none. */
function writeWith({ maxNumbers = 1000, mayBeShared = true, names = false } = {}) {
  const sent: { numbers: NumberSet; urns: string[] }[] = [];
  const write = new SharedWrite<Part, Outcome, Outcome>({
    clock: new VirtualClock(),
    maxNumbers,
    mayBeShared: () => mayBeShared,
    send: (numbers, parts) => {
      sent.push({ numbers, urns: parts.map(({ urn }) => urn) });
      const bad = NumberSet.of(BAD, WORSE).intersect(numbers).take(1);
      return Promise.resolve({
        numbers,
        reasons: [],
        isInVain: !bad.isEmpty,
        named: names ? bad : NumberSet.empty,
      });
    },
    conclude: (ended) => Promise.resolve(ended),
    narrow: (outcome, numbers) => ({ ...outcome, numbers: outcome.numbers.intersect(numbers) }),
  });
  return { sent, write };
}

function part(urn: string, ...keys: string[]): Part {
  return { urn, timeoutMs: 1000, numbers: NumberSet.of(...keys) };
}

it("a shared write sends what several allocations write within a moment in one request", async () => {
  const { sent, write } = writeWith();
  const outcomes = await Promise.all([
    write.write(part("a", "+61395556900..+61395556999")),
    write.write(part("b", "+61395557000")),
    write.write(part("c")),
  ]);
  expect(sent.map(({ numbers, urns }) => [numbers.size, urns])).toEqual([[101, ["a", "b"]]]);
  expect(outcomes.map(({ length }) => length)).toEqual([1, 1, 0]);
});

it("the requests of a shared write are cut to size, those with the smallest allocation go first, and each allocation hears of its own", async () => {
  const { sent, write } = writeWith({ maxNumbers: 60 });
  const [first, second] = await Promise.all([
    write.write(part("a", "+61395556900..+61395556999")),
    write.write(part("b", "+61395557000..+61395557009")),
  ]);
  expect(sent.map(({ numbers, urns }) => [numbers.size, urns])).toEqual([
    [50, ["a", "b"]],
    [60, ["a"]],
  ]);
  expect([first.length, second.length]).toEqual([2, 1]);
});

it("a shared write sends each allocation's part by itself where the shared request is in vain, once", async () => {
  const { sent, write } = writeWith();
  const [good, bad] = await Promise.all([
    write.write(part("good", "+61395556900")),
    write.write(part("bad", BAD, "+61395556901")),
  ]);
  expect(sent.map(({ urns }) => urns)).toEqual([["good", "bad"], ["good"], ["bad"]]);
  expect(good.map(({ isInVain }) => isInVain)).toEqual([false]);
  expect(bad.map(({ isInVain }) => isInVain)).toEqual([true]);
});

it("a shared write in vain for numbers that are named goes out once more without them", async () => {
  const { sent, write } = writeWith({ names: true });
  const outcomes = await write.write(part("a", BAD, "+61395556900..+61395556909", WORSE));
  expect(sent.map(({ numbers }) => numbers.size)).toEqual([12, 11, 10]);
  expect(outcomes.map(({ numbers, isInVain }) => [numbers.keys(), isInVain])).toEqual([
    [[BAD], true],
    [[WORSE], true],
    [["+61395556900..+61395556909"], false],
  ]);
});

it("a shared write in vain for a number that is named goes out no more for the allocation that has only this one", async () => {
  const { sent, write } = writeWith({ names: true });
  const [good, bad] = await Promise.all([
    write.write(part("good", "+61395556900")),
    write.write(part("bad", BAD)),
  ]);
  expect(sent.map(({ numbers, urns }) => [numbers.size, urns])).toEqual([
    [2, ["good", "bad"]],
    [1, ["good"]],
  ]);
  expect([good, bad].map((one) => one.map(({ isInVain }) => isInVain))).toEqual([[false], [true]]);
});

it("a shared write does not let an allocation that is alone wait for others", async () => {
  const { sent, write } = writeWith({ mayBeShared: false });
  const written = write.write(part("a", "+61395556900"));
  expect(sent).toHaveLength(1);
  await written;
});

it("a shared write sends every number once, and tells every allocation of all its numbers", async () => {
  const universe = Array.from({ length: 40 }, (_, index) => `+613955569${String(index).padStart(2, "0")}`);
  const owners = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 40, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(owners, fc.integer({ min: 1, max: 50 }), async (owner, maxNumbers) => {
      const { sent, write } = writeWith({ maxNumbers });
      const parts = [0, 1, 2, 3, 4].map((index) =>
        part(`urn-${index}`, ...universe.filter((_, at) => owner[at] === index)),
      );
      const outcomes = await Promise.all(parts.map((one) => write.write(one)));
      expect(sent.reduce((sum, { numbers }) => sum + numbers.size, 0)).toBe(40);
      expect(sent).toHaveLength(Math.ceil(40 / maxNumbers));
      outcomes.forEach((own, index) => {
        const told = NumberSet.unionOf(own);
        expect(parts[index]?.numbers.minus(told).isEmpty).toBe(true);
      });
    }),
  );
});
