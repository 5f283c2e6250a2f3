import * as liveplatform from "pulumi-liveplatform";

const desks = new liveplatform.OcNumberAllocation(
  "sydney-desks",
  {
    msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
    callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
    usage: "CallingUserAssignment",
    capabilities: ["InboundCalling", "OutboundCalling"],
    phoneNumberRanges: [{ start: "+61395556900", end: "+61395556949" }],
  },
  // A commit that loses the resource must not release its numbers: Pulumi refuses to delete it.
  { protect: true },
);

/** How many numbers the tenant holds through this allocation. */
export const count = desks.numberCount;
