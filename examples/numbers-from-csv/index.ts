import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import * as liveplatform from "pulumi-liveplatform";
import { readAllocations } from "./read-allocations";

const config = new pulumi.Config();
const file = config.require("file");
const msTenantId = config.require("msTenantId");

// Either the whole sheet is understood, or nothing is declared: half of it would release the other half.
const { allocations, mistakes } = readAllocations(readFileSync(file));
if (mistakes.length > 0) {
  throw new pulumi.RunError(`Mistakes in ${file}, nothing is declared:\n  ${mistakes.join("\n  ")}`);
}

const desks = allocations.map(
  ({ name, ...settings }) =>
    [name, new liveplatform.OcNumberAllocation(name, { msTenantId, ...settings }).numberCount] as const,
);

/** How many numbers each allocation holds, such as `{ "emea-users": 103 }`. */
export const counts = pulumi.all(Object.fromEntries(desks));
