import { hash } from "../common/hash";
import { OptionReader } from "./option-reader";
import { OPTIONS } from "./options";

/** Enough to tell two values apart, and too short to try guesses at a secret. */
const LENGTH = 8;

/**
 * What tells whether two processes work with the same settings, by key, without the values. What is as it is by default has
 * none.
 *
 * @example
 * fingerprints((key) => config.get(key), process.env); // { baseUrl: "5f0c62d1", token: "a81be7c4" }
 */
export function fingerprints(
  get: (key: string) => string | undefined,
  env: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  const reader = new OptionReader(get, env);
  const given: Record<string, string> = {};
  for (const option of Object.values(OPTIONS)) {
    const value: unknown = reader.read<unknown, unknown>(option);
    if (value === option.fallback) continue;
    const text = JSON.stringify(value instanceof Set ? [...value] : value);
    given[option.key] = hash(`${option.key} ${text}`, LENGTH);
  }
  return given;
}
