import * as pulumi from "@pulumi/pulumi";

/**
 * The settings of a provider. What is not given comes from stack configuration, then from the environment; for a token, a
 * client secret and the two permissions for one run the environment comes first.
 */
export interface ProviderArgs {
  /** `https://HOST/tenantui`; http only to this machine. Redirects are errors. */
  baseUrl?: pulumi.Input<string> | undefined;
  /** A bearer token, without the word Bearer. It must outlive the run. */
  token?: pulumi.Input<string> | undefined;
  /** `api://…/.default`: sign in at Microsoft Entra instead. */
  scope?: pulumi.Input<string> | undefined;
  /** The operator's own Entra tenant, for signing in with client credentials. */
  entraTenantId?: pulumi.Input<string> | undefined;
  /** The Entra application to sign in as. */
  clientId?: pulumi.Input<string> | undefined;
  /** Its secret. */
  clientSecret?: pulumi.Input<string> | undefined;
  /** Sent as `X-Ovoc-Channel-Id`: only customers of this channel are seen. */
  channelId?: pulumi.Input<string | number> | undefined;
  /** How many numbers of one tenant a run may release; `0` refuses every release. */
  maxReleases?: pulumi.Input<number> | undefined;
  /** Tenants whose numbers may be found gone in bulk, for one run. */
  acceptLoss?: pulumi.Input<string> | undefined;
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
  "scope",
  "entraTenantId",
  "clientId",
  "clientSecret",
  "channelId",
  "maxReleases",
  "acceptLoss",
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
export type ProviderValues = Partial<Record<Key, string>>;

const SECRETS: readonly Key[] = ["token", "clientSecret"];

/**
 * An explicit provider, for programs that work with several platforms, channels or credentials: resources and data sources
 * take it as `{ provider }`. Each instance runs in a process of its own, with limits of its own.
 *
 * @example
 * const sandbox = new liveplatform.Provider("sandbox", { baseUrl: "https://sandbox.example.com/tenantui" });
 * const profiles = liveplatform.getCallingProfiles({ provider: sandbox });
 */
export class Provider extends pulumi.ProviderResource {
  /** The base URL, when it is known while the program runs. @internal */
  readonly plainBaseUrl: string | undefined;
  /** What data sources that are given this provider work with. @internal */
  readonly values: pulumi.Output<ProviderValues>;

  /**
   * @param name unique in the stack
   * @param args what is not given comes from stack configuration, then from the environment
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
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

function withStackConfiguration(args: ProviderArgs): Record<string, pulumi.Input<string>> {
  const config = stackConfiguration();
  const inputs: Record<string, pulumi.Input<string>> = {};
  for (const key of KEYS) {
    const value = args[key] ?? (SECRETS.includes(key) ? config.getSecret(key) : config.get(key));
    if (value === undefined) continue;
    const text = pulumi.output<string | number>(value).apply(String);
    inputs[key] = SECRETS.includes(key) ? pulumi.secret(text) : typeof value === "string" ? value : text;
  }
  return inputs;
}

function prefixed(inputs: Record<string, pulumi.Input<string>>): pulumi.Inputs {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [`liveplatform:${key}`, value]));
}
