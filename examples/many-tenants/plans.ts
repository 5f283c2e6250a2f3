import type { OcNumberAllocationArgs } from "pulumi-liveplatform";

type Plan = Pick<OcNumberAllocationArgs, "callingProfile" | "usage" | "capabilities">;

/**
 * What all customers choose from. A change of a plan replaces every allocation that has it, with all stacks: to change one
 * customer, add a plan.
 */
export const PLANS: Readonly<Record<string, Plan>> = {
  "calling-emea": {
    callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
    usage: "CallingUserAssignment",
    capabilities: ["InboundCalling", "OutboundCalling"],
  },
  "calling-apac": {
    callingProfile: "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
    usage: "CallingUserAssignment",
    capabilities: ["InboundCalling", "OutboundCalling"],
  },
  "conference-emea": {
    callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
    usage: "ConferenceAssignment",
    capabilities: ["InboundCalling"],
  },
};
