import { figure } from "../numbers/figure";
import { NumberSet } from "../numbers/number-set";

/** So many runs of numbers are named; the rest is counted. */
const MOST_RUNS = 4;
/** So many other allocations are named; more are counted. */
const MOST_NAMES = 3;

/** What an operation does, or has done, to the numbers of one allocation; what is absent it does not. */
export interface Summary {
  uploads?: NumberSet;
  releases?: NumberSet;
  /** Drift that is put right. */
  repairs?: NumberSet;
  /** Given other settings. */
  resets?: NumberSet;
  /** Which settings, where the program has changed them. */
  settings?: readonly string[];
  /** In the tenant already, and of no other allocation of the run. */
  takesOver?: NumberSet;
  /** From other allocations of the stack, by their names, without a request. */
  from?: ReadonlyMap<string, NumberSet>;
  /** To other allocations, the same. */
  to?: ReadonlyMap<string, NumberSet>;
  /** No longer held, and left in the tenant. */
  leaves?: NumberSet;
  /** Sent earlier, and seen in the tenant now. */
  confirms?: NumberSet;
  /** Sent earlier and not seen yet. */
  waits?: NumberSet;
  /** Those in use among the numbers that are released or given other settings. */
  inUse?: NumberSet;
}

type Tense = "will" | "did";

/**
 * One line, such as `uploads 25, releases 80 (+61395550420..+61395550499), repairs 5; 12 in use`; undefined where there is
 * nothing to say.
 *
 * @param isSecret then no number is named, only counts
 */
export function summarise(summary: Summary, tense: Tense, isSecret = false): string | undefined {
  const named = (numbers = NumberSet.empty): string => (isSecret ? "" : ` (${runs(numbers)})`);
  const verb = (will: string, did: string): string => (tense === "will" ? will : did);
  const part = (words: string, { size } = NumberSet.empty, rest = ""): string[] =>
    size === 0 ? [] : [`${words} ${figure(size)}${rest}`];
  const { settings: changed = [], inUse = NumberSet.empty } = summary;
  const settings = changed.length === 0 ? "" : ` (${changed.join(", ")})`;
  const parts = [
    ...part(verb("uploads", "uploaded"), summary.uploads),
    ...part(verb("releases", "released"), summary.releases, named(summary.releases)),
    ...part(verb("repairs", "repaired"), summary.repairs),
    ...part(verb("gives new settings to", "gave new settings to"), summary.resets, settings),
    ...part(verb("takes over", "took over"), summary.takesOver, " already in the tenant"),
    ...withOthers(verb("takes over", "took over"), "from", summary.from),
    ...withOthers(verb("hands over", "handed over"), "to", summary.to),
    ...part(verb("leaves", "left"), summary.leaves, ` in the tenant${named(summary.leaves)}`),
    ...part(verb("confirms", "confirmed"), summary.confirms, " sent earlier"),
    ...part(verb("waits for", "still waits for"), summary.waits, " sent earlier"),
  ];
  if (parts.length === 0) return undefined;
  return `${parts.join(", ")}${inUse.isEmpty ? "" : `; ${figure(inUse.size)} in use`}`;
}

function withOthers(
  verb: string,
  preposition: string,
  others: ReadonlyMap<string, NumberSet> = new Map(),
): string[] {
  const some = [...others].filter(([, numbers]) => !numbers.isEmpty);
  if (some.length <= MOST_NAMES)
    return some.map(([name, numbers]) => `${verb} ${figure(numbers.size)} ${preposition} "${name}"`);
  const all = NumberSet.unionAll(some.map(([, numbers]) => numbers));
  return [`${verb} ${figure(all.size)} ${preposition} ${figure(some.length)} other allocations`];
}

function runs(numbers: NumberSet): string {
  const keys = numbers.keys();
  const shown = keys.slice(0, MOST_RUNS);
  const hidden = numbers.minus(NumberSet.of(...shown)).size;
  return [...shown, ...(hidden > 0 ? [`… and ${figure(hidden)} more`] : [])].join(", ");
}
