import * as pulumi from "@pulumi/pulumi";

import { SETTING_KEYS, type SettingKey } from "../provider/config/options";
import { platformOf } from "../provider/config/platform";
import { OWN_MARK, STACK_BASE_URL_MARK } from "../provider/config/sign-in-sources";
import type { ProviderArgs } from "./provider-args";
import { refuseSharedSecret } from "./refuse-shared-secret";
import { warnOfMisspelt } from "./warn-of-misspelt";

/** Values by key, as text. @internal */
export type ProviderValues = Partial<
  Record<SettingKey | typeof OWN_MARK | typeof STACK_BASE_URL_MARK, string>
>;

const SECRETS: readonly SettingKey[] = ["token", "clientSecret"];
/** Any of them in the arguments is a secret of the provider's own. */
const OWN_SECRETS: readonly SettingKey[] = [...SECRETS, "tokenVariable", "clientSecretVariable"];
/** They lead to a platform, and belong to the one that they were given with. */
const SIGN_IN: readonly SettingKey[] = [...OWN_SECRETS, "scope", "entraTenantId", "clientId"];

/** An explicit provider of either host: its settings, with what the stack's configuration adds. */
export abstract class BaseProvider extends pulumi.ProviderResource {
  /** The base URL, when it is known while the program runs. @internal */
  readonly plainBaseUrl: string | undefined;
  /** What data sources that are given this provider work with. @internal */
  readonly values: pulumi.Output<ProviderValues>;

  /** @param host Pulumi's package, and what its settings begin with */
  protected constructor(
    host: { pkg: string; prefix: string },
    name: string,
    args: ProviderArgs,
    opts: pulumi.ResourceOptions | undefined,
  ) {
    warnOfMisspelt();
    const hasOwnWay = SIGN_IN.some((key) => args[key] !== undefined);
    if (typeof args.baseUrl === "string" && !hasOwnWay && stackConfiguration().get("baseUrl") === undefined)
      refuseSharedSecret(name, args.baseUrl);
    const inputs = withStackConfiguration(args);
    super(host.pkg, name, prefixed(inputs, host.prefix), opts);
    const baseUrl = args.baseUrl ?? stackConfiguration().get("baseUrl") ?? process.env.LIVEPLATFORM_BASE_URL;
    this.plainBaseUrl = typeof baseUrl === "string" ? baseUrl : undefined;
    this.values = pulumi.secret(pulumi.all(inputs));
  }
}

/** Whether a value is a provider of this package: made by this copy of it or another one, or what a policy is shown of one. */
export function isProviderOf(pkg: string, value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Reflect.get(value, "__pulumiType") === `pulumi:providers:${pkg}`
  );
}

function stackConfiguration(): pulumi.Config {
  return new pulumi.Config("liveplatform");
}

function withStackConfiguration(args: ProviderArgs): Record<string, pulumi.Input<string | undefined>> {
  const inputs: Record<string, pulumi.Input<string | undefined>> = {};
  for (const key of SETTING_KEYS) {
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
function fromStack(key: SettingKey, args: ProviderArgs): pulumi.Input<string | undefined> {
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

function prefixed(inputs: Record<string, pulumi.Input<string | undefined>>, prefix: string): pulumi.Inputs {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [`${prefix}${key}`, value]));
}
