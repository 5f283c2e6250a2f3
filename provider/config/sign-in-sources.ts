import { platformOf } from "./platform";

/**
 * Where the credential for a platform may come from. A secret goes to no platform that it was not given for: those of the
 * environment are for the platform of LIVEPLATFORM_BASE_URL (else that of stack configuration), those of an explicit provider for
 * its own.
 */
export interface SignInSources {
  /** By key: the environment variable that an explicit provider names for it (`tokenVariable`, `clientSecretVariable`). */
  readonly named: ReadonlyMap<string, string>;
  /** The provider has a platform and a secret of its own: no variable but those it names gives another one. */
  readonly isOwn: boolean;
  /** What is wrong with it: one sentence for each. */
  readonly problems: readonly string[];
  /** Whether the environment's own variable for a key counts. */
  mayExport(key: string): boolean;
  /** What stands in the environment and is for another platform; undefined where nothing does. */
  readonly foreign: string | undefined;
}

/** Marks that the SDK's `Provider` gives to the provider's process. */
export const OWN_MARK = "__own";
export const STACK_BASE_URL_MARK = "__stackBaseUrl";

const NAMED = { token: "tokenVariable", clientSecret: "clientSecretVariable" } as const;
const SECRETS: readonly string[] = ["token", "clientSecret"];
const CREDENTIAL_VARIABLES = ["LIVEPLATFORM_TOKEN", "LIVEPLATFORM_SCOPE", "LIVEPLATFORM_CLIENT_SECRET"];

export function signInSources(
  get: (key: string) => string | undefined,
  env: NodeJS.ProcessEnv,
): SignInSources {
  const named = new Map(
    Object.entries(NAMED).flatMap(([key, variable]) => {
      const name = textOf(get(variable));
      return name === undefined ? [] : [[key, name]];
    }),
  );
  const own = new Set(textOf(get(OWN_MARK))?.split(","));
  const isOwn = own.has("baseUrl") && (named.size > 0 || SECRETS.some((key) => own.has(key)));
  const configured = textOf(get("baseUrl"));
  const [exported, ofStack] = [textOf(env["LIVEPLATFORM_BASE_URL"]), textOf(get(STACK_BASE_URL_MARK))];
  const theirs = exported ?? ofStack;
  const isElsewhere =
    configured !== undefined && theirs !== undefined && platformOf(configured) !== platformOf(theirs);
  // Its scope is a way to sign in of its own, which a token of nobody knows where must not replace.
  const hasOwnWay = isOwn || (own.has("baseUrl") && own.has("scope") && exported === undefined);
  return {
    named,
    isOwn,
    problems: [...named].flatMap(([key, name]) => problemOf(key, name, env)),
    mayExport: (key) => !isElsewhere && !((hasOwnWay || named.size > 0) && SECRETS.includes(key)),
    foreign: isElsewhere ? foreignOf(configured, { exported, ofStack }, env) : undefined,
  };
}

function foreignOf(
  configured: string,
  { exported, ofStack }: { exported: string | undefined; ofStack: string | undefined },
  env: NodeJS.ProcessEnv,
): string | undefined {
  const stray = CREDENTIAL_VARIABLES.filter((variable) => textOf(env[variable]) !== undefined);
  const theirs = exported ?? ofStack ?? "";
  const where = exported === undefined ? "liveplatform:baseUrl of the stack" : "LIVEPLATFORM_BASE_URL";
  const names = [...stray, ...(ofStack === undefined ? [] : ["secrets of stack configuration"])];
  if (names.length === 0) return undefined;
  return (
    `${names.join(", ")}: for ${platformOf(theirs)} (${where}), and not sent to ${platformOf(configured)}, which ` +
    "liveplatform:baseUrl (configuration) names"
  );
}

function problemOf(key: string, name: string, env: NodeJS.ProcessEnv): string[] {
  const setting = key === "token" ? NAMED.token : NAMED.clientSecret;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return [
      `liveplatform:${setting}: expected the name of an environment variable, and not the secret itself`,
    ];
  }
  if (textOf(env[name]) !== undefined) return [];
  return [`liveplatform:${setting}: names the environment variable ${name}, which is not set`];
}

function textOf(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === "" ? undefined : trimmed;
}
