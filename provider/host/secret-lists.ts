import { counted } from "../common/counted";
import type { Opened, Values } from "../common/operations";
import type { Engine } from "../engine/engine";
import { parseNumber, rangeOfKey, sizeOfRange } from "../numbers/number-range";
import { NumberSet } from "../numbers/number-set";
import { NUMBER_MAPS } from "./secret-numbers";

type Hide = (text: string) => string;

const KEY = "(?:\\+|%2B)\\d{5,15}(?:\\.\\.\\+\\d{5,15})?";
/** Numbers as messages list them, with their sum where there is one. */
const LISTED = new RegExp(
  `${KEY}(?:, ${KEY})*(?:, … and [\\d,]+ more)?(?: \\((?<sum>[\\d,]+) numbers\\))?`,
  "gi",
);
const BARE = /(?<![\w+-])\d{5,15}(?![\w-])/g;
/** It spells out what was probably meant. */
const ADVICE = /(is not E\.164|dialled inside the country only): .*$/s;

/** Keeps the numbers of secret lists out of everything that is said of their allocations: in their place stands how many. */
export class SecretLists {
  readonly #hides = new Map<string, Hide>();

  /**
   * Learns what an operation of a resource is about.
   *
   * @param known its declaration and its state, as far as there are any; without them it is what earlier operations have told
   * @returns what makes a text fit to be shown
   */
  note(urn: string, known: readonly Pick<Opened, "values" | "isSecret">[]): Hide {
    if (known.some(({ isSecret }) => isSecret))
      this.#hides.set(urn, hider(known.map(({ values }) => values)));
    return this.#hides.get(urn) ?? asItIs;
  }

  /** The same engine, which is told no secret number. */
  quiet(engine: Engine): Engine {
    const hidden = (urn: string, message: string): string => (this.#hides.get(urn) ?? asItIs)(message);
    return {
      ...engine,
      warn: (urn, message) => {
        engine.warn(urn, hidden(urn, message));
      },
      info: (urn, message) => {
        engine.info(urn, hidden(urn, message));
      },
      progress: (urn, message) => {
        engine.progress(urn, hidden(urn, message));
      },
    };
  }
}

/** What was given and is no number is as secret as one. */
export function hider(known: readonly Values[]): Hide {
  const given = known.flatMap(givenTexts).sort((a, b) => b.length - a.length);
  const numbers = NumberSet.unionAll(known.flatMap((values) => NUMBER_MAPS.map((key) => setOf(values[key]))));
  return (text) =>
    given
      .reduce((rest, entry) => rest.replaceAll(entry, "[secret]"), text)
      .replace(ADVICE, "$1")
      .replace(LISTED, (found, sum: string | undefined) =>
        sum === undefined ? counted(sizeOf(found), "number") : `${sum} numbers`,
      )
      .replace(BARE, (digits) => (numbers.has(`+${digits}`) ? "[secret]" : digits));
}

function asItIs(text: string): string {
  return text;
}

function sizeOf(listed: string): number {
  const hidden = Number(/… and ([\d,]+) more/.exec(listed)?.[1]?.replaceAll(",", "") ?? 0);
  const keys = listed.replace(/%2B/gi, "+").match(/\+\d+(?:\.\.\+\d+)?/g) ?? [];
  return keys.reduce((sum, key) => sum + sizeOfKey(key), hidden);
}

/** A range that is refused may be none. */
function sizeOfKey(key: string): number {
  try {
    return sizeOfRange(rangeOfKey(key));
  } catch {
    return 1;
  }
}

/** As messages quote them; ranges also as `start..end`. */
function givenTexts({ phoneNumbers, phoneNumberRanges }: Values): string[] {
  return [phoneNumbers, phoneNumberRanges].flatMap(textsIn);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [JSON.stringify(value)];
  if (typeof value !== "object" || value === null) return [];
  const { start, end }: { start?: unknown; end?: unknown } = value;
  const isRange = typeof start === "string" && typeof end === "string" && !(isE164(start) && isE164(end));
  return [...(isRange ? [`${start}..${end}`] : []), ...Object.values(value).flatMap(textsIn)];
}

function isE164(text: string): boolean {
  return parseNumber(text) !== undefined;
}

function setOf(map: unknown): NumberSet {
  if (typeof map !== "object" || map === null) return NumberSet.empty;
  return NumberSet.unionAll(
    Object.keys(map).flatMap((key) => (/^\+\d{5,15}(\.\.\+\d{5,15})?$/.test(key) ? NumberSet.of(key) : [])),
  );
}
