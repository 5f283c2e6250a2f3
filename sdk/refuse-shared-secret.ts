import * as pulumi from "@pulumi/pulumi";

import { UsageError } from "../provider/common/usage-error";
import { platformOf } from "../provider/config/platform";

const VARIABLES = ["LIVEPLATFORM_TOKEN", "LIVEPLATFORM_CLIENT_SECRET"];

/** By the engine's client: the first platform of a program that goes by the environment's secret. */
const first = new WeakMap<object, string>();
const NO_ENGINE = {};

/**
 * The environment's secret is for one platform. Where neither the environment nor the stack says which, it is that of the
 * explicit provider without a secret of its own; two such providers of two platforms are refused.
 */
export function refuseSharedSecret(name: string, baseUrl: string): void {
  const secret = VARIABLES.find((variable) => (process.env[variable] ?? "").trim() !== "");
  if (secret === undefined || (process.env.LIVEPLATFORM_BASE_URL ?? "").trim() !== "") return;
  const engine: object = pulumi.runtime.getEngine() ?? NO_ENGINE;
  const platform = platformOf(baseUrl);
  const other = first.get(engine) ?? platform;
  first.set(engine, other);
  if (other === platform) return;
  throw new UsageError(
    `provider ${name}: ${secret} would be sent to two platforms, ${other} and ${platform}, but belongs to one of them. Set ` +
      "LIVEPLATFORM_BASE_URL to the one that it is for, and give the other Provider a tokenVariable (or clientSecretVariable), the name of " +
      "another environment variable",
  );
}
