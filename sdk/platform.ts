import * as pulumi from "@pulumi/pulumi";

import { readSettings } from "../provider/config/settings";
import type { LivePlatform } from "../provider/liveplatform";
import { Provider, type ProviderValues } from "./provider";

/** Where a data source asks. */
export interface DataSourceOptions {
  /** Default: that of `parent`, else stack configuration and environment. */
  provider?: Provider | undefined;
  parent?: pulumi.Resource | undefined;
}

/** One client per set of values, so that all data sources of a program share its limits. */
const clients = new Map<string, Promise<LivePlatform>>();

/** The platform that the options name. Errors: as `readSettings`. */
export async function platformFor(values: ProviderValues | undefined): Promise<LivePlatform> {
  const key = JSON.stringify(values ?? null);
  const client = clients.get(key) ?? open(values);
  clients.set(key, client);
  return client;
}

/** The values of the explicit provider that the options lead to; undefined where there is none. */
export function providerValues(options: DataSourceOptions): pulumi.Output<ProviderValues | undefined> {
  const provider = options.provider ?? options.parent?.getProvider("pulumi-nodejs:dynamic/liveplatform:data");
  return pulumi.output<ProviderValues | undefined>(
    provider instanceof Provider ? provider.values : undefined,
  );
}

async function open(values: ProviderValues | undefined): Promise<LivePlatform> {
  const config = new pulumi.Config("liveplatform");
  const given: Readonly<Record<string, string | undefined>> | undefined = values;
  const settings = readSettings((key) => (given ? given[key] : config.get(key)), process.env);
  const { connect } = await import("../provider/config/sign-in.js");
  return connect(settings);
}
