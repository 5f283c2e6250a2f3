import { type CanonicalNumbers, NumberSet } from "../../provider/numbers/number-set";

/** Two tenants and two calling profiles, those that the emulator begins with. */
export const TENANTS = [
  "3bc57cac-5794-457f-ad36-2c88cade9dbb",
  "f94238e5-4f2c-4e1b-8125-2d27122ca75f",
] as const;
export const PROFILES = [
  "ab86ef82-ce9e-4ead-befb-4aa954b64872",
  "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
] as const;
export const TOKEN = "model-token-that-must-never-show";
/** So many telephone numbers there are; small enough that edits meet. */
export const UNIVERSE = 40;

/** First index and how many. */
export type Run = readonly [first: number, count: number];
export type Choice = 0 | 1;

export function phoneNumber(index: number): string {
  return `+613955569${String(index).padStart(2, "0")}`;
}

export function numbersOf(runs: readonly Run[]): NumberSet {
  return NumberSet.fromNumbers(
    runs.flatMap(([first, count]) =>
      Array.from({ length: count }, (_, offset) => phoneNumber((first + offset) % UNIVERSE)),
    ),
  );
}

/** For people: `900..905, 910`. */
export function show(numbers: NumberSet | CanonicalNumbers): string {
  const set = numbers instanceof NumberSet ? numbers : NumberSet.fromCanonical(numbers);
  const text = set.keys().join(", ");
  return text === "" ? "none" : text.replaceAll("+61395556", "");
}

/** A source of random numbers for one seed (mulberry32): the same seed is the same run. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
