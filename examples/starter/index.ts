import * as liveplatform from "pulumi-liveplatform";

// Tenant and profile are those of the emulator: put yours in their place.
const desks = new liveplatform.OcNumberAllocation("sydney-desks", {
  msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
  callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
  usage: "CallingUserAssignment",
  capabilities: ["InboundCalling", "OutboundCalling"],
  phoneNumbers: ["+61395556880"],
  phoneNumberRanges: [{ start: "+61395556900", end: "+61395556999" }],
});

/** How many numbers the customer has: 101. */
export const count = desks.numberCount;
