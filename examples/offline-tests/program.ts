import * as pulumi from "@pulumi/pulumi";
import * as liveplatform from "pulumi-liveplatform";
import { SITES } from "./sites";

export const MS_TENANT_ID = "3bc57cac-5794-457f-ad36-2c88cade9dbb";

/** The program as a function: index.ts calls it once, the tests as often as they need. */
export function declareNumbers(): { counts: pulumi.Output<Record<string, number>> } {
  const declared = Object.entries(SITES).map(([site, numbers]) => {
    const allocation = new liveplatform.OcNumberAllocation(site, {
      msTenantId: MS_TENANT_ID,
      callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
      usage: "CallingUserAssignment",
      capabilities: ["InboundCalling", "OutboundCalling"],
      ...numbers,
    });
    return [site, allocation.numberCount] as const;
  });
  return { counts: pulumi.all(Object.fromEntries(declared)) };
}
