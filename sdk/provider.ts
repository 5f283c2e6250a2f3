import * as pulumi from "@pulumi/pulumi";

import { platformOf } from "../provider/config/platform";
import { OWN_MARK, STACK_BASE_URL_MARK } from "../provider/config/sign-in-sources";
import { refuseSharedSecret } from "./refuse-shared-secret";
import { warnOfMisspelt } from "./warn-of-misspelt";

/**
 * The settings of a provider. What is not given comes from stack configuration, then from the environment; for a token, a
 * client secret and the permissions for one run the environment comes first. A provider that has a `baseUrl` and a secret of its own
 * keeps them; the secrets of the environment and of the stack are sent to no other platform than theirs.
 */
export interface ProviderArgs {
  /** `https://HOST/tenantui`; http only to this machine. Redirects are errors. */
  baseUrl?: pulumi.Input<string> | undefined;
  /** A bearer token, without the word Bearer. It must outlive the run. */
  token?: pulumi.Input<string> | undefined;
  /**
   * The name of an environment variable that holds the token. It is read at each run, in refresh and destroy too, so the token can be
   * renewed and stands in no state.
   */
  tokenVariable?: pulumi.Input<string> | undefined;
  /** `api://…/.default`: sign in at Microsoft Entra instead. */
  scope?: pulumi.Input<string> | undefined;
  /** The operator's own Entra tenant, for signing in with client credentials. */
  entraTenantId?: pulumi.Input<string> | undefined;
  /** The Entra application to sign in as. */
  clientId?: pulumi.Input<string> | undefined;
  /** Its secret. */
  clientSecret?: pulumi.Input<string> | undefined;
  /** The name of an environment variable that holds it; as `tokenVariable`. */
  clientSecretVariable?: pulumi.Input<string> | undefined;
  /** Sent as `X-Ovoc-Channel-Id`: only customers of this channel are seen. */
  channelId?: pulumi.Input<string | number> | undefined;
  /** How many numbers of one tenant a run may release; `0` refuses every release. */
  maxReleases?: pulumi.Input<number> | undefined;
  /** Tenants whose numbers may be found gone in bulk, for one run. */
  acceptLoss?: pulumi.Input<string> | undefined;
  /** Tenants in which a run may take over what looks like an interrupted run of this stack on another machine: uploaded by REST within a day, unassigned. */
  adoptInterrupted?: pulumi.Input<string> | undefined;
  /** How long to wait for a task of the platform. */
  taskTimeout?: pulumi.Input<string> | undefined;
  /** The first interval between two looks at a task; it grows … */
  pollInterval?: pulumi.Input<string> | undefined;
  /** … up to this. */
  maxPollInterval?: pulumi.Input<string> | undefined;
  /** How long one request and the whole of its answer may take. */
  requestTimeout?: pulumi.Input<string> | undefined;
  /**
   * Numbers asked for in a page of a list; where that is refused, 200, the documented size.
   *
   * @defaultValue 1000, and 5000 for a list of more than 4000 numbers
   */
  pageSize?: pulumi.Input<number> | undefined;
  /** Numbers in one upload or release. */
  maxNumbersPerRequest?: pulumi.Input<number> | undefined;
  /** All requests of a provider process together. Releases are held to 10 in 10.5 s besides. */
  requestsPerSecond?: pulumi.Input<number> | undefined;
}

const KEYS = [
  "baseUrl",
  "token",
  "tokenVariable",
  "scope",
  "entraTenantId",
  "clientId",
  "clientSecret",
  "clientSecretVariable",
  "channelId",
  "maxReleases",
  "acceptLoss",
  "adoptInterrupted",
  "taskTimeout",
  "pollInterval",
  "maxPollInterval",
  "requestTimeout",
  "pageSize",
  "maxNumbersPerRequest",
  "requestsPerSecond",
] as const satisfies readonly (keyof ProviderArgs)[];

type Key = (typeof KEYS)[number];

/** Values by key, as text. @internal */
export type ProviderValues = Partial<Record<Key | typeof OWN_MARK | typeof STACK_BASE_URL_MARK, string>>;

const SECRETS: readonly Key[] = ["token", "clientSecret"];
/** Any of them in the arguments is a secret of the provider's own. */
const OWN_SECRETS: readonly Key[] = [...SECRETS, "tokenVariable", "clientSecretVariable"];
/** They lead to a platform, and belong to the one that they were given with. */
const SIGN_IN: readonly Key[] = [...OWN_SECRETS, "scope", "entraTenantId", "clientId"];

/**
 * An explicit provider, for programs that work with several platforms, channels or credentials: resources and data sources
 * take it as `{ provider }`. Each instance runs in a process of its own, with limits of its own.
 *
 * @example
 * const sandbox = new liveplatform.Provider("sandbox", { baseUrl: "https://sandbox.example.com/tenantui" });
 * const profiles = liveplatform.getCallingProfiles({ provider: sandbox });
 */
export class Provider extends pulumi.ProviderResource {
  /** By which policies ask for resources of this class. @internal */
  static readonly __pulumiType = "pulumi-nodejs";

  /** Whether a value is a provider of this kind: made by this copy of the package or another one, or what a policy is shown of one. */
  static override isInstance(obj: unknown): obj is Provider {
    return (
      typeof obj === "object" &&
      obj !== null &&
      Reflect.get(obj, "__pulumiType") === `pulumi:providers:${Provider.__pulumiType}`
    );
  }

  /** The base URL, when it is known while the program runs. @internal */
  readonly plainBaseUrl: string | undefined;
  /** What data sources that are given this provider work with. @internal */
  readonly values: pulumi.Output<ProviderValues>;

  /**
   * @param name unique in the stack
   * @param args what is not given comes from stack configuration, then from the environment
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    warnOfMisspelt();
    const hasOwnWay = SIGN_IN.some((key) => args[key] !== undefined);
    if (typeof args.baseUrl === "string" && !hasOwnWay && stackConfiguration().get("baseUrl") === undefined)
      refuseSharedSecret(name, args.baseUrl);
    const inputs = withStackConfiguration(args);
    super("pulumi-nodejs", name, prefixed(inputs), opts);
    const baseUrl = args.baseUrl ?? stackConfiguration().get("baseUrl") ?? process.env.LIVEPLATFORM_BASE_URL;
    this.plainBaseUrl = typeof baseUrl === "string" ? baseUrl : undefined;
    this.values = pulumi.secret(pulumi.all(inputs));
  }
}

function stackConfiguration(): pulumi.Config {
  return new pulumi.Config("liveplatform");
}

function withStackConfiguration(args: ProviderArgs): Record<string, pulumi.Input<string | undefined>> {
  const inputs: Record<string, pulumi.Input<string | undefined>> = {};
  for (const key of KEYS) {
    const value = args[key] ?? fromStack(key, args);
    if (value === undefined) continue;
    const text = pulumi
      .output<string | number | undefined>(value)
      .apply((known) => (known === undefined ? undefined : String(known)));
    inputs[key] = SECRETS.includes(key) ? pulumi.secret(text) : typeof value === "string" ? value : text;
  }
  return { ...inputs, ...marksOf(args) };
}

/** A secret of the stack, and its way to sign in, only where the stack's platform is this one; nor beside a secret of its own. */
function fromStack(key: Key, args: ProviderArgs): pulumi.Input<string | undefined> {
  const config = stackConfiguration();
  const value = SECRETS.includes(key) ? config.getSecret(key) : config.get(key);
  if (value === undefined || !SIGN_IN.includes(key)) return value;
  if (OWN_SECRETS.includes(key) && OWN_SECRETS.some((own) => args[own] !== undefined)) return undefined;
  const platform = config.get("baseUrl") ?? process.env.LIVEPLATFORM_BASE_URL;
  const { baseUrl } = args;
  if (baseUrl === undefined || platform === undefined) return value;
  const isTheirs = (own: string): boolean => platformOf(own) === platformOf(platform);
  if (typeof baseUrl === "string") return isTheirs(baseUrl) ? value : undefined;
  return pulumi.all([baseUrl, value]).apply(([own, theirs]) => (isTheirs(own) ? theirs : undefined));
}

/** What the provider's process cannot tell from the values alone. */
function marksOf(args: ProviderArgs): Record<string, string> {
  if (args.baseUrl === undefined) return {};
  const own = SIGN_IN.filter((key) => args[key] !== undefined);
  const ofStack = stackConfiguration().get("baseUrl");
  return {
    ...(own.length > 0 && { [OWN_MARK]: ["baseUrl", ...own].join(",") }),
    ...(ofStack !== undefined && { [STACK_BASE_URL_MARK]: ofStack }),
  };
}

function prefixed(inputs: Record<string, pulumi.Input<string | undefined>>): pulumi.Inputs {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [`liveplatform:${key}`, value]));
}
