import * as pulumi from "@pulumi/pulumi";

import { misspeltKeys, misspeltVariables } from "../provider/config/misspelt";

/** By the engine's client, as a process of the Automation API runs several programs. */
const warned = new WeakSet();
const NO_ENGINE = {};

/** Warns once a run of settings that are none: a misspelt permission or brake would be missed only when it is needed. */
export function warnOfMisspelt(): void {
  const engine: object = pulumi.runtime.getEngine() ?? NO_ENGINE;
  if (warned.has(engine)) return;
  warned.add(engine);
  const problems = [
    ...misspeltKeys(Object.keys(pulumi.runtime.allConfig())),
    ...misspeltVariables(Object.keys(process.env)),
  ];
  for (const problem of problems) void pulumi.log.warn(problem);
}
