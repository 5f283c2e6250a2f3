import { nearest } from "../common/nearest";
import { OPTIONS, SETTING_KEYS } from "./options";

const PREFIX = "liveplatform:";
const KEYS: readonly string[] = SETTING_KEYS;
const VARIABLES: readonly string[] = Object.values(OPTIONS).map(({ variable }) => variable);

/**
 * A sentence for each key of the stack's `liveplatform:` configuration that is no setting, with the nearest that is one.
 *
 * @example
 * misspeltKeys(["liveplatform:maxRelease"]); // ["liveplatform:maxRelease in stack configuration is no setting … Did you mean …?"]
 */
export function misspeltKeys(keys: readonly string[]): string[] {
  return keys
    .filter((key) => key.startsWith(PREFIX) && !KEYS.includes(key.slice(PREFIX.length)))
    .map((key) => {
      const near = nearest(key.slice(PREFIX.length), KEYS, 0.5);
      const advice =
        near === undefined ? `The keys are: ${KEYS.join(", ")}` : `Did you mean ${PREFIX}${near}?`;
      return `${key} in stack configuration is not a setting of this provider, and has no effect. ${advice}`;
    });
}

/**
 * A sentence for each environment variable that looks like a setting and is none: a few letters from one, or with other
 * underscores. Others that begin alike are the program's own.
 */
export function misspeltVariables(names: readonly string[]): string[] {
  return names
    .filter((name) => /^LIVE/i.test(name) && !VARIABLES.includes(name) && !isNumbered(name))
    .flatMap((name) => {
      const near = nearest(name, VARIABLES, 0.12);
      if (near === undefined) return [];
      return [
        `The environment variable ${name} is not a setting of this provider, and has no effect. Did you mean ${near}?`,
      ];
    });
}

/** A second value for another provider, such as LIVEPLATFORM_TOKEN_2. */
function isNumbered(name: string): boolean {
  return VARIABLES.some((known) => name.startsWith(`${known}_`));
}
