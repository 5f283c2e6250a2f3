import * as fc from "fast-check";

import { NumberSet } from "../../provider/numbers/number-set";
import { settingsIn } from "../../provider/state/settings-change";
import { stateOf } from "../support/in-process/stack";
import { held, range } from "./support/cell";
import { Desk } from "./support/desk";
import { addressesGiven, killedUp } from "./support/killed";
import { runAll } from "./support/runs";
import { useDesk } from "./support/use-desk";

const ALL = range("+61395556900", "+61395556911");
const ADDRESSES = ["1 Market Street", "2 King Street", undefined];

const desk = useDesk();
const { bench } = desk;
const other = new Desk(bench, "others");

/** One `pulumi up`: who declares how many of the numbers, with which address, and which uploads the platform refuses. */
interface Up {
  readonly first: number;
  readonly addresses: readonly [string | undefined, string | undefined];
  readonly accepted: number;
  readonly refused: number;
}

const ups = fc.array(
  fc.record<Up>({
    first: fc.constantFrom(4, 8, 8),
    addresses: fc.tuple(fc.constantFrom(...ADDRESSES), fc.constantFrom(...ADDRESSES)),
    accepted: fc.integer({ min: 0, max: 6 }),
    refused: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 2, maxLength: 5 },
);

/** Few at a time, so that a change of settings has parts. */
async function up({ first, addresses, accepted, refused }: Up): Promise<void> {
  const respond = { status: 400, body: { title: "Not now" } };
  if (refused > 0) bench.emulator.fail({ path: "/action/upload", after: accepted, times: refused, respond });
  const numbers = [ALL.take(first), ALL.minus(ALL.take(first))] as const;
  const [mine, theirs] = addresses;
  desk.options = mine === undefined ? {} : { address: mine };
  other.options = theirs === undefined ? {} : { address: theirs };
  bench.begin("up", ALL, { maxNumbersPerRequest: 3 });
  const theirNumbers = numbers[1].isEmpty ? [] : [other.declares(numbers[1])];
  await runAll(desk, "up", [desk.declares(numbers[0]), ...theirNumbers]);
}

/** Numbers in the tenant of which the state believes something else than what they were given. */
function misbelieved(): string[] {
  const given = addressesGiven(desk);
  const there = held(desk);
  return desk.stack.resources.flatMap((resource) => {
    const state = stateOf(resource);
    return settingsIn(state, state.numbers.intersect(there)).flatMap(
      ({ numbers, settings, doubtful = [] }) =>
        doubtful.includes("address")
          ? []
          : [...numbers].filter((phoneNumber) => given.get(phoneNumber) !== settings["address"]),
    );
  });
}

function declaredAddress({ first, addresses }: Up): Map<string, string | undefined> {
  const mine = ALL.take(first);
  return new Map([...ALL].map((phoneNumber) => [phoneNumber, addresses[mine.has(phoneNumber) ? 0 : 1]]));
}

/** Numbers that had what is declared, and were released all the same. */
async function needlesslyReleased(next: Up): Promise<string[]> {
  const before = addressesGiven(desk);
  const declared = declaredAddress(next);
  const isRight = (phoneNumber: string) => before.get(phoneNumber) === declared.get(phoneNumber);
  const right = NumberSet.fromNumbers([...held(desk)].filter(isRight));
  const known = bench.watch.releases.length;
  await up(next);
  return NumberSet.unionAll(bench.watch.releases.slice(known)).intersect(right).keys();
}

const CALM = { accepted: 0, refused: 0 };
const QUIET: Up = { first: 4, addresses: [undefined, undefined], ...CALM };

it("of changes of an address that fail anywhere, are taken back or meet numbers of another allocation, the state knows what each number has", async () => {
  const property = fc.asyncProperty(ups, async (story) => {
    desk.reset();
    for (const next of story) {
      expect(await needlesslyReleased(next)).toEqual([]);
      expect(misbelieved()).toEqual([]);
    }
    const last = { ...QUIET, ...story.at(-1), ...CALM };
    // What another allocation gives is changed by the run after that.
    for (const calm of [last, last]) expect(await needlesslyReleased(calm)).toEqual([]);
    expect(misbelieved()).toEqual([]);
    expect(addressesGiven(desk)).toEqual(declaredAddress(last));
  });
  await fc.assert(property, { seed: 20261130, numRuns: 12 });
});

const [OLD, NEXT] = ["1 Market Street", "2 King Street"];

function allWith(address: string | undefined): Up {
  return { first: ALL.size, addresses: [address, undefined], ...CALM };
}

interface Kills {
  /** Run before, to its end. */
  readonly first?: Up;
  /** The address that the up brings that is killed. */
  readonly address: string | undefined;
  /** So many requests lie between two kills. */
  readonly step: number;
}

/** Kills an up at one request after the other, each time of an untouched platform; `story` is what comes after it. */
async function killAtAnyRequest(
  { first, address, step }: Kills,
  story: () => Promise<void>,
): Promise<number> {
  let kills = 0;
  for (const how of ["before", "after", "engine only"] as const) {
    for (let at = 2; ; at += step) {
      desk.reset();
      if (first !== undefined) await up(first);
      desk.options = address === undefined ? {} : { address };
      const crash = { at, how };
      if (!(await killedUp(desk, { declared: ALL, crash, settings: { maxNumbersPerRequest: 3 } }))) break;
      kills++;
      bench.emulator.advance(60_000);
      await story();
    }
  }
  return kills;
}

function expectAllWith(address: string | undefined): void {
  expect(held(desk).equals(ALL)).toBe(true);
  expect(misbelieved()).toEqual([]);
  expect(addressesGiven(desk)).toEqual(new Map([...ALL].map((phoneNumber) => [phoneNumber, address])));
}

it("a change of an address that is killed at any request leaves a part of the numbers out at the most, and the next up ends it", async () => {
  const kills = await killAtAnyRequest({ first: allWith(OLD), address: NEXT, step: 8 }, async () => {
    expect(held(desk).size).toBeGreaterThanOrEqual(ALL.size - 3);
    await up(allWith(NEXT));
    expectAllWith(NEXT);
  });
  expect(kills).toBeGreaterThan(8);
});

it("a change of an address that is killed at any request and then taken back gives the old one to all that got the new one, and touches no other number", async () => {
  for (const { old, address, step } of [
    { old: OLD, address: NEXT, step: 7 },
    { old: undefined, address: NEXT, step: 17 },
    { old: OLD, address: undefined, step: 17 },
  ]) {
    const kills = await killAtAnyRequest({ first: allWith(old), address, step }, async () => {
      expect(await needlesslyReleased(allWith(old))).toEqual([]);
      expectAllWith(old);
      expect(await needlesslyReleased(allWith(old))).toEqual([]);
    });
    expect(kills).toBeGreaterThan(5);
  }
});

it("a first up that is killed at any request, and whose address changes before it is run again, ends with the new one for all", async () => {
  const kills = await killAtAnyRequest({ address: OLD, step: 5 }, async () => {
    await up(allWith(NEXT));
    expect(misbelieved()).toEqual([]);
    await up(allWith(NEXT));
    expectAllWith(NEXT);
  });
  expect(kills).toBeGreaterThan(4);
});

it("a change of an address that is killed and taken back is undone by an up without a refresh, too", async () => {
  await up(allWith(OLD));
  desk.options = { address: NEXT };
  const settings = { maxNumbersPerRequest: 3 };
  await killedUp(desk, { declared: ALL, crash: { at: 17, how: "after" }, settings });
  expect(new Set(addressesGiven(desk).values())).toEqual(new Set([OLD, NEXT]));
  desk.options = { address: OLD };
  bench.emulator.advance(60_000);
  bench.begin("up", ALL, settings);
  await runAll(desk, "up", [desk.declares(ALL)], { refresh: false });
  expectAllWith(OLD);
});
