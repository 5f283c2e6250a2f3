import type { Option } from "./options";
import { type SignInSources, signInSources } from "./sign-in-sources";

interface Given {
  readonly text: string;
  /** Where it was found, in words: `LIVEPLATFORM_TOKEN (environment)`. */
  readonly origin: string;
}

/** Reads options one by one and collects what is wrong, so that one error can name everything. */
export class OptionReader {
  /** By key, in the order in which they were found. */
  readonly problems = new Map<string, string>();
  readonly signIn: SignInSources;

  constructor(
    private readonly get: (key: string) => string | undefined,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.signIn = signInSources(get, env);
  }

  /** The value, or the fallback where it is not given or refused. */
  read<Value, Fallback extends Value | undefined>(option: Option<Value, Fallback>): Value | Fallback {
    const given = this.find(option);
    if (given === undefined) return option.fallback;
    const complaint = option.complaint?.(given.text);
    const value = complaint === undefined ? option.parse(given.text) : undefined;
    if (value !== undefined) return value;
    const shown = option.concealed ? "" : `, got ${JSON.stringify(given.text)}`;
    const why = complaint === undefined ? "" : `; this one ${complaint}`;
    this.problems.set(
      option.key,
      `${nameOf(option)}: expected ${option.expected}${shown}${why}, from ${given.origin}`,
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
  private find({ key, variable, environmentFirst, signIn }: Option<unknown>): Given | undefined {
    const named = signIn === undefined ? undefined : this.signIn.named.get(key);
    if (named !== undefined) return this.exported(named);
    const configured = { text: this.get(key)?.trim() ?? "", origin: `liveplatform:${key} (configuration)` };
    const exported = this.exported(variable) ?? NOTHING;
    if (signIn && !this.signIn.mayExport(key)) return [configured].find(isGiven);
    return (environmentFirst ? [exported, configured] : [configured, exported]).find(isGiven);
  }

  private exported(variable: string): Given | undefined {
    const given = { text: this.env[variable]?.trim() ?? "", origin: `${variable} (environment)` };
    return isGiven(given) ? given : undefined;
  }
}

const NOTHING: Given = { text: "", origin: "" };

function isGiven({ text }: Given): boolean {
  return text !== "";
}

/** Both ways to give an option: `liveplatform:pageSize (LIVEPLATFORM_PAGE_SIZE)`. */
export function nameOf({ key, variable }: { key: string; variable: string }): string {
  return `liveplatform:${key} (${variable})`;
}
