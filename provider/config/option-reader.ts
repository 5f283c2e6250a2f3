import type { Option } from "./options";

interface Given {
  readonly text: string;
  /** Where it was found, in words: `LIVEPLATFORM_TOKEN (environment)`. */
  readonly origin: string;
}

/** Reads options one by one and collects what is wrong, so that one error can name everything. */
export class OptionReader {
  /** By key, in the order in which they were found. */
  readonly problems = new Map<string, string>();

  constructor(
    private readonly get: (key: string) => string | undefined,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** The value, or the fallback where it is not given or refused. */
  read<Value, Fallback extends Value | undefined>(option: Option<Value, Fallback>): Value | Fallback {
    const given = this.find(option);
    if (given === undefined) return option.fallback;
    const value = option.parse(given.text);
    if (value !== undefined) return value;
    const shown = option.concealed ? "" : `, got ${JSON.stringify(given.text)}`;
    this.problems.set(
      option.key,
      `${nameOf(option)}: expected ${option.expected}${shown}, from ${given.origin}`,
    );
    return option.fallback;
  }

  /** Where the value comes from; undefined where it is not given. */
  originOf(option: Option<unknown>): string | undefined {
    return this.find(option)?.origin;
  }

  isGiven(option: Option<unknown>): boolean {
    return this.find(option) !== undefined;
  }

  /** An empty value is none: a pipeline passes an unset secret as an empty variable. */
  private find({ key, variable, environmentFirst }: Option<unknown>): Given | undefined {
    const configured = { text: this.get(key)?.trim() ?? "", origin: `liveplatform:${key} (configuration)` };
    const exported = { text: this.env[variable]?.trim() ?? "", origin: `${variable} (environment)` };
    const sources = environmentFirst ? [exported, configured] : [configured, exported];
    return sources.find(({ text }) => text !== "");
  }
}

/** Both ways to give an option: `liveplatform:pageSize (LIVEPLATFORM_PAGE_SIZE)`. */
export function nameOf({ key, variable }: { key: string; variable: string }): string {
  return `liveplatform:${key} (${variable})`;
}
