import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import * as liveplatform from "pulumi-liveplatform";
import { readNumberSheet } from "pulumi-liveplatform/sheet";
import { PROFILES, USAGES } from "./catalogue";

const config = new pulumi.Config();
const file = config.require("file");
const msTenantId = config.require("msTenantId");

const { allocations, mistakes } = readNumberSheet(readFileSync(file), { profiles: PROFILES, usages: USAGES });
if (allocations === undefined)
  throw new pulumi.RunError(`Mistakes in ${file}, nothing is declared:\n  ${mistakes.join("\n  ")}`);

const desks = allocations.map(
  ({ name, ...settings }) =>
    [name, new liveplatform.OcNumberAllocation(name, { msTenantId, ...settings }).numberCount] as const,
);

/** How many numbers each allocation holds, such as `{ "emea-users": 103 }`. */
export const counts = pulumi.all(Object.fromEntries(desks));
