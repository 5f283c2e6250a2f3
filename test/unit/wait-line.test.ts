import { WaitLine } from "../../provider/liveplatform";

let now = 0;
let shown: string[] = [];
const clock = { now: () => now, sleep: () => Promise.resolve() };
const SLOW = "the platform asks to slow down (429)";
const LIMIT = "no more than 10 requests a second are sent (requestsPerSecond)";

beforeEach(() => {
  now = 1_000_000;
  shown = [];
});

function waitLine(): WaitLine {
  return new WaitLine(clock, (line) => shown.push(line));
}

it("the line of a wait has the time first, in seconds that are not too few, and comes once for a hundred calls that wait for the same", () => {
  const line = waitLine();
  for (let call = 0; call < 100; call += 1) line.tell({ waitMs: 6001 + call, why: SLOW });
  expect(shown).toEqual([`waiting 7 s: ${SLOW}`]);
});

it("the line of a wait of a queue that grows by a moment with each call comes again each time that the wait has doubled", () => {
  const line = waitLine();
  for (let waitMs = 2000; waitMs <= 20_000; waitMs += 100) line.tell({ waitMs, why: LIMIT });
  expect(shown.map((text) => text.split(":")[0])).toEqual([
    "waiting 2 s",
    "waiting 5 s",
    "waiting 9 s",
    "waiting 17 s",
  ]);
});

it("the line of a wait comes again for another reason, and when the one before is over", () => {
  const line = waitLine();
  line.tell({ waitMs: 2000, why: LIMIT });
  line.tell({ waitMs: 4000, why: SLOW });
  now += 4000;
  line.tell({ waitMs: 4000, why: SLOW });
  expect(shown).toEqual([`waiting 2 s: ${LIMIT}`, `waiting 4 s: ${SLOW}`, `waiting 4 s: ${SLOW}`]);
});

it("the line of a wait tells those who come later what is left of it, until it is nearly over", () => {
  const line = waitLine();
  expect(line.current()).toBeUndefined();
  line.tell({ waitMs: 7000, why: SLOW });
  now += 2500;
  expect(line.current()).toBe(`waiting 5 s: ${SLOW}`);
  now += 4000;
  expect(line.current()).toBeUndefined();
});
