import * as z from "zod";
import type { Emulator } from "../../../emulator";
import { type NumbersArg, expandNumbers } from "../../../emulator/e164";

/** What reached the platform to change something: one list of numbers, ascending, for each request. */
export interface Writes {
  readonly uploads: string[][];
  readonly releases: string[][];
  readonly unassigns: string[][];
  readonly clears: string[][];
}

const ranges = z.array(z.object({ start: z.string(), end: z.string() })).default([]);
const numbersInBody = z.union([
  z.array(z.string()),
  z.object({ telephoneNumbers: z.array(z.string()) }).transform((body) => body.telephoneNumbers),
  z
    .object({ phoneNumbers: z.array(z.string()).default([]), phoneNumberRanges: ranges })
    .transform((body) => [
      ...body.phoneNumbers,
      ...body.phoneNumberRanges.map(({ start, end }) => `${start}..${end}`),
    ]),
]);

const ACTIONS = {
  uploads: "/action/upload",
  releases: "/action/release",
  unassigns: "/action/unassign",
  clears: "/action/clear-removal-status",
} as const;

/**
 * The writes from now on, whatever came of them; those that are not named here are empty lists.
 *
 * @example
 * const writes = watchWrites(live.emulator);
 * await live.stack.up();
 * expect(writes()).toEqual(onlyWrites({ uploads: ["+61395556900..+61395556904"] }));
 */
export function watchWrites(emulator: Emulator): () => Writes {
  const before = emulator.requests.length;
  // By path: a request that a fault answers reaches no route.
  const to = (action: string): string[][] =>
    emulator.requests
      .slice(before)
      .filter(({ path }) => path.endsWith(action))
      .map(({ body }) => sorted(numbersInBody.parse(body)));
  return () => ({
    uploads: to(ACTIONS.uploads),
    releases: to(ACTIONS.releases),
    unassigns: to(ACTIONS.unassigns),
    clears: to(ACTIONS.clears),
  });
}

/** The writes that a test expects, with the numbers of each request in any of the forms that the emulator takes. */
export function onlyWrites(expected: Partial<Record<keyof Writes, NumbersArg[]>>): Writes {
  const lists = (key: keyof Writes): string[][] => (expected[key] ?? []).map(sorted);
  return {
    uploads: lists("uploads"),
    releases: lists("releases"),
    unassigns: lists("unassigns"),
    clears: lists("clears"),
  };
}

function sorted(numbers: NumbersArg): string[] {
  return expandNumbers(numbers).sort();
}
