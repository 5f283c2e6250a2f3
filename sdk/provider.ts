import * as pulumi from "@pulumi/pulumi";

/** The settings of a provider; what is not given comes from stack configuration, then from the environment. */
export interface ProviderArgs {
  /** `https://HOST/tenantui`; http only to loopback. LIVEPLATFORM_BASE_URL */
  baseUrl?: pulumi.Input<string> | undefined;
  /** A bearer token. LIVEPLATFORM_TOKEN, which comes first */
  token?: pulumi.Input<string> | undefined;
  /** `api://…/.default`. LIVEPLATFORM_SCOPE */
  scope?: pulumi.Input<string> | undefined;
  /** The operator's Entra tenant. LIVEPLATFORM_ENTRA_TENANT_ID */
  entraTenantId?: pulumi.Input<string> | undefined;
  /** LIVEPLATFORM_CLIENT_ID */
  clientId?: pulumi.Input<string> | undefined;
  /** LIVEPLATFORM_CLIENT_SECRET, which comes first */
  clientSecret?: pulumi.Input<string> | undefined;
  /** `X-Ovoc-Channel-Id`. LIVEPLATFORM_CHANNEL_ID */
  channelId?: pulumi.Input<string | number> | undefined;
  /** How many numbers of a tenant one run may release. Default 100. LIVEPLATFORM_MAX_RELEASES, which comes first */
  maxReleases?: pulumi.Input<number> | undefined;
  /** A tenant id whose numbers may be found gone in bulk. LIVEPLATFORM_ACCEPT_LOSS, which comes first */
  acceptLoss?: pulumi.Input<string> | undefined;
  /** How long to wait for a task. Default `30m`. LIVEPLATFORM_TASK_TIMEOUT */
  taskTimeout?: pulumi.Input<string> | undefined;
  /** The first interval between two looks at a task. Default `2s`. LIVEPLATFORM_POLL_INTERVAL */
  pollInterval?: pulumi.Input<string> | undefined;
  /** The longest interval. Default `30s`. LIVEPLATFORM_MAX_POLL_INTERVAL */
  maxPollInterval?: pulumi.Input<string> | undefined;
  /** How long to wait for an answer. Default `60s`. LIVEPLATFORM_REQUEST_TIMEOUT */
  requestTimeout?: pulumi.Input<string> | undefined;
  /** Numbers asked for in a page of a list. Default 1000. LIVEPLATFORM_PAGE_SIZE */
  pageSize?: pulumi.Input<number> | undefined;
  /** Numbers in one upload or release. Default 1000. LIVEPLATFORM_MAX_NUMBERS_PER_REQUEST */
  maxNumbersPerRequest?: pulumi.Input<number> | undefined;
  /** Requests per second, of each provider process. Default 10. LIVEPLATFORM_REQUESTS_PER_SECOND */
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

/** Values by key, as text. */
export type ProviderValues = Partial<Record<Key, string>>;

const SECRETS: readonly Key[] = ["token", "clientSecret"];

/**
 * An explicit provider, for programs that work with several platforms, channels or credentials. Each instance runs in a
 * process of its own, with limits of its own.
 *
 * @example
 * const sandbox = new liveplatform.Provider("sandbox", { baseUrl: "https://sandbox.example.com/tenantui" });
 * new liveplatform.OcNumberAllocation("desks", { … }, { provider: sandbox });
 */
export class Provider extends pulumi.ProviderResource {
  /** The base URL, when it is known while the program runs. */
  readonly plainBaseUrl: string | undefined;
  /** What data sources that are given this provider work with. */
  readonly values: pulumi.Output<ProviderValues>;

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
