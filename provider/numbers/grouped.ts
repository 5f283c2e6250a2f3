import { rangeOfKey } from "./number-range";
import { NumberSet } from "./number-set";

/**
 * Consecutive numbers with the same value share one key: `{"+61395556900..+61395556905": "missing"}`, keys ascending
 * whatever the order of the entries. Of two entries for one number the later counts.
 * Errors: a RangeError that names what is not a number.
 */
export function groupRuns(entries: Iterable<[phoneNumber: string, value: string]>): Record<string, string> {
  const runs = Array.from(numbersByValue(new Map(entries)), ([value, phoneNumbers]) =>
    NumberSet.fromNumbers(phoneNumbers)
      .keys()
      .map((key) => ({ key, value, first: rangeOfKey(key).first })),
  );
  const ascending = runs.flat().sort((a, b) => a.first - b.first);
  return Object.fromEntries(ascending.map(({ key, value }) => [key, value]));
}

/** The inverse of `groupRuns`: one entry for each reason, with all its numbers, in the order of the map. */
export function expandGroups(
  map: Readonly<Record<string, string>> | undefined,
): { numbers: NumberSet; reason: string }[] {
  const keys = numbersByValue(Object.entries(map ?? {}));
  return Array.from(keys, ([reason, group]) => ({ numbers: NumberSet.fromNumbers(group), reason }));
}

function numbersByValue(entries: Iterable<[string, string]>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of entries) {
    const group = groups.get(value);
    if (group) group.push(key);
    else groups.set(value, [key]);
  }
  return groups;
}
