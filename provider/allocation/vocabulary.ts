import type { TenantNumber } from "../liveplatform";
import { CAPABILITY_OF_USAGE, REQUESTED_CAPABILITIES } from "../state/row-drift";

/**
 * What capabilities of a number mean: which an upload asked for, and which the platform added by itself. Words in lower case →
 * as they are documented: the platform may spell them in any case.
 */
export interface Vocabulary {
  readonly requested: ReadonlyMap<string, string>;
  readonly added: ReadonlyMap<string, string>;
}

/** `Geographic` and `TollFree` come with the acquisition, `Office365` with the upload. */
const ADDED = ["Office365", "Geographic", "TollFree"];
const OF_USAGES: ReadonlyMap<string, string> = byLowerCase(Object.values(CAPABILITY_OF_USAGE));

/** The known words, and those that the caller knows besides. */
export function vocabularyOf({ capability = [], ignoreCapability = [] }: MoreWords = {}): Vocabulary {
  return {
    requested: byLowerCase([...REQUESTED_CAPABILITIES, ...capability]),
    added: byLowerCase([...ADDED, ...ignoreCapability]),
  };
}

/** Words beyond the known ones, as the options `--capability` and `--ignore-capability` give them. */
export interface MoreWords {
  readonly capability?: readonly string[] | undefined;
  readonly ignoreCapability?: readonly string[] | undefined;
}

/** What an upload must have asked for to bring about this number: sorted. */
export function requestedOf({ requested }: Vocabulary, { acquiredCapabilities }: TenantNumber): string[] {
  const names = acquiredCapabilities.flatMap((name) => requested.get(name.toLowerCase()) ?? []);
  return [...new Set(names)].sort();
}

/** Why the capabilities of a number do not tell how it was uploaded; undefined where they do. */
export function capabilityProblem(vocabulary: Vocabulary, row: TenantNumber): string | undefined {
  const { acquiredCapabilities: acquired } = row;
  const strange = acquired.filter((name) => !isKnown(vocabulary, name));
  if (strange.length > 0) {
    const [first] = strange;
    return (
      `it has capabilities that this version does not know: ${named(strange)}. Where uploads ask for it: ` +
      `--capability ${first}; where the platform adds it: --ignore-capability ${first}`
    );
  }
  if (!acquired.some((name) => OF_USAGES.has(name.toLowerCase())))
    return `its capabilities do not show a usage: ${named(acquired)}`;
  if (requestedOf(vocabulary, row).length > 0) return undefined;
  return `it has none of the capabilities that an upload asks for: ${named(acquired)}`;
}

function isKnown({ requested, added }: Vocabulary, name: string): boolean {
  return [requested, added, OF_USAGES].some((words) => words.has(name.toLowerCase()));
}

function byLowerCase(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(words.map((word) => [word.toLowerCase(), word]));
}

function named(capabilities: readonly string[]): string {
  return capabilities.length === 0 ? "it has none" : [...new Set(capabilities)].sort().join(", ");
}
