import * as fc from "fast-check";
import * as z from "zod";

import { NumberSet } from "../../provider/numbers/number-set";
import { settingsIn } from "../../provider/state/settings-change";
import { InProcessEngine } from "../support/in-process/in-process-engine";
import { ProviderCalls } from "../support/in-process/provider-calls";
import { stateOf } from "../support/in-process/stack";
import { held, range } from "./support/cell";
import { TOKEN } from "./support/credential";
import { Desk } from "./support/desk";
import { runAll } from "./support/runs";
import { useDesk } from "./support/use-desk";
import { uploaded } from "./support/write-watch";

const ALL = range("+61395556900", "+61395556911");
const ADDRESSES = ["1 Market Street", "2 King Street", undefined];

const addressed = z.object({ address: z.string().optional() });

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

/** By number, the address of the last upload that the platform took. */
function addressesGiven(): Map<string, unknown> {
  const given = new Map<string, unknown>();
  for (const { body, status } of bench.emulator.requestsTo("upload")) {
    if (status !== 200) continue;
    for (const phoneNumber of uploaded(body)) given.set(phoneNumber, addressed.parse(body).address);
  }
  return given;
}

/** Numbers in the tenant of which the state believes something else than what they were given. */
function misbelieved(): string[] {
  const given = addressesGiven();
  const there = held(desk);
  return desk.stack.resources.flatMap((resource) => {
    const state = stateOf(resource);
    return settingsIn(state, state.numbers.intersect(there)).flatMap(({ numbers, settings }) =>
      [...numbers].filter((phoneNumber) => given.get(phoneNumber) !== settings["address"]),
    );
  });
}

function declaredAddress({ first, addresses }: Up): Map<string, string | undefined> {
  const mine = ALL.take(first);
  return new Map([...ALL].map((phoneNumber) => [phoneNumber, addresses[mine.has(phoneNumber) ? 0 : 1]]));
}

/** Numbers that had what is declared, and were released all the same. */
async function needlesslyReleased(next: Up): Promise<string[]> {
  const before = addressesGiven();
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
    expect(addressesGiven()).toEqual(declaredAddress(last));
  });
  await fc.assert(property, { seed: 20261130, numRuns: 12 });
});

/** An up that is killed before a request, or right after one, from which nobody hears; false where it ended before. */
async function killedUp(address: string, at: number, how: "before" | "after"): Promise<boolean> {
  desk.options = { address };
  bench.begin("up", ALL, { maxNumbersPerRequest: 3 });
  const calls = new ProviderCalls({
    ...{ contextOf: () => bench.context, token: TOKEN },
    isEngineGone: () => bench.gate.isEngineGone,
  });
  const command = { command: "up", refresh: true, parallel: 1, random: () => 0.5 } as const;
  const engine = new InProcessEngine(desk.stack, calls, command);
  bench.gate.begin(() => 0, { at, how });
  await bench.gate.drive(engine.run(() => [desk.declares(ALL)]));
  return bench.gate.isEngineGone;
}

it("a change of an address that is killed at any request leaves a part of the numbers out at the most, and the next up ends it", async () => {
  const [old, next] = ["1 Market Street", "2 King Street"];
  const all: Up = { first: ALL.size, addresses: [next, undefined], ...CALM };
  let kills = 0;
  for (const how of ["before", "after"] as const) {
    for (let at = 2; ; at += 5) {
      desk.reset();
      await up({ ...all, addresses: [old, undefined] });
      if (!(await killedUp(next, at, how))) break;
      kills++;
      bench.emulator.advance(60_000);
      expect(held(desk).size).toBeGreaterThanOrEqual(ALL.size - 3);
      await up(all);
      expect(held(desk).equals(ALL)).toBe(true);
      expect(misbelieved()).toEqual([]);
      expect(addressesGiven()).toEqual(new Map([...ALL].map((phoneNumber) => [phoneNumber, next])));
    }
  }
  expect(kills).toBeGreaterThan(5);
});
