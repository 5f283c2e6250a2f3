import { CAPABILITY_OF_USAGE } from "../../provider/allocation/observe";
import type { TenantNumber } from "../../provider/liveplatform";

/** What capabilities of a number mean: which an upload asked for, and which the platform added by itself. */
export interface Vocabulary {
  readonly requested: ReadonlySet<string>;
  readonly added: ReadonlySet<string>;
}

const REQUESTED = ["InboundCalling", "OutboundCalling", "Mobile"];
/** `Geographic` and `TollFree` come with the acquisition, `Office365` with the upload. */
const ADDED = ["Office365", "Geographic", "TollFree"];
const OF_USAGES: ReadonlySet<string> = new Set(Object.values(CAPABILITY_OF_USAGE));

/** The known words, and those that the caller knows besides. */
export function vocabularyOf({ capability = [], ignoreCapability = [] }: MoreWords = {}): Vocabulary {
  return {
    requested: new Set([...REQUESTED, ...capability]),
    added: new Set([...ADDED, ...ignoreCapability]),
  };
}

/** Words beyond the known ones, as the options `--capability` and `--ignore-capability` give them. */
export interface MoreWords {
  readonly capability?: readonly string[] | undefined;
  readonly ignoreCapability?: readonly string[] | undefined;
}

/** What an upload must have asked for to bring about this number: sorted. */
export function requestedOf({ requested }: Vocabulary, { acquiredCapabilities }: TenantNumber): string[] {
  return [...new Set(acquiredCapabilities)].filter((name) => requested.has(name)).sort();
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
  if (!acquired.some((name) => OF_USAGES.has(name)))
    return `its capabilities tell no usage: ${named(acquired)}`;
  if (requestedOf(vocabulary, row).length > 0) return undefined;
  return `it has none of the capabilities that an upload asks for: ${named(acquired)}`;
}

function isKnown({ requested, added }: Vocabulary, name: string): boolean {
  return requested.has(name) || added.has(name) || OF_USAGES.has(name);
}

function named(capabilities: readonly string[]): string {
  return capabilities.length === 0 ? "it has none" : [...new Set(capabilities)].sort().join(", ");
}
