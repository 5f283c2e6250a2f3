import * as pulumi from "@pulumi/pulumi";

import { systemClock } from "../provider/common/clock";
import { UsageError } from "../provider/common/usage-error";
import { platformOf } from "../provider/config/platform";
import { type Settings, readSettings } from "../provider/config/settings";
import type { LivePlatform } from "../provider/liveplatform";
import type { ProviderValues } from "./base-provider";
import { plainError } from "./plain-error";
import { Provider } from "./provider";
import { warnOfMisspelt } from "./warn-of-misspelt";

/** Where a data source asks. */
export interface DataSourceOptions {
  /** An explicit provider. Default: that of `parent`, else stack configuration and environment. */
  provider?: Provider | undefined;
  /** A resource whose provider is asked where no `provider` is given. */
  parent?: pulumi.Resource | undefined;
}

/** One client per set of settings, so that all data sources of a program share its limits. */
const clients = new Map<string, Promise<LivePlatform>>();

/** Asks now. Errors: also where the settings of an explicit provider are not known in a preview. */
export async function ask<Answer>(
  options: DataSourceOptions | undefined,
  question: (platform: LivePlatform) => Promise<Answer>,
): Promise<Answer> {
  const values = providerValues(options);
  if (!(await isKnown(values))) {
    throw new UsageError(
      "the provider's settings are not known in this preview: use the …Output form of the data source",
    );
  }
  const known = await new Promise<ProviderValues | undefined>((resolve) => void values.apply(resolve));
  return answer(known, question);
}

/** Errors as the program is to print them. */
async function answer<Answer>(
  values: ProviderValues | undefined,
  question: (platform: LivePlatform) => Promise<Answer>,
): Promise<Answer> {
  try {
    warnOfMisspelt();
    return await question(await platformFor(values));
  } catch (error) {
    throw plainError(error);
  }
}

/** Asks when arguments and settings are known: in a preview perhaps never. */
export function askOutput<Args, Answer>(
  options: DataSourceOptions | undefined,
  args: pulumi.Output<Args>,
  question: (platform: LivePlatform, args: Args) => Promise<Answer>,
): pulumi.Output<Answer> {
  const values = providerValues(options);
  // The answer is no secret because the credential is one; whether it is by its arguments is theirs to say.
  return args.apply((known) =>
    pulumi.unsecret(values).apply((given) => answer(given, (platform) => question(platform, known))),
  );
}

async function platformFor(values: ProviderValues | undefined): Promise<LivePlatform> {
  const config = new pulumi.Config("liveplatform");
  const given: Readonly<Record<string, string | undefined>> | undefined = values;
  const settings = readSettings((key) => (given ? given[key] : config.get(key)), process.env);
  const key = JSON.stringify([settings, [...settings.acceptLoss], [...settings.adoptInterrupted]]);
  const client = clients.get(key) ?? connectTo(settings);
  clients.set(key, client);
  return client;
}

async function connectTo(settings: Settings): Promise<LivePlatform> {
  const { connect } = await import("../provider/config/sign-in.js");
  const { WaitLine } = await import("../provider/liveplatform/index.js");
  const { SharedPace } = await import("../provider/run/shared-pace.js");
  const line = new WaitLine(systemClock, (text) => {
    if (pulumi.runtime.hasEngine()) void pulumi.log.info(`data source: ${text}`, undefined, undefined, true);
  });
  return connect(settings, systemClock, {
    onWait: (wait) => {
      line.tell(wait);
    },
    pace: new SharedPace(platformOf(settings.baseUrl), systemClock),
  });
}

function providerValues(options: DataSourceOptions = {}): pulumi.Output<ProviderValues | undefined> {
  const provider = options.provider ?? options.parent?.getProvider("pulumi-nodejs:dynamic/liveplatform:data");
  return pulumi.output<ProviderValues | undefined>(
    provider instanceof Provider ? provider.values : undefined,
  );
}

/** An output knows whether its value is known; its declared type does not say so. */
async function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  const known: unknown = await Reflect.get(output, "isKnown");
  return known !== false;
}
