import type { GetTenantNumbersArgs, OcNumberAllocationArgs } from "../../sdk";

/** What a program has of a file, or of an object that several allocations share: TypeScript takes its texts for any text. */
const SHARED = { usage: "CallingUserAssignment", capabilities: ["InboundCalling"], status: "Active" };

it("the types of the arguments take texts that only the preview can check", () => {
  const args: OcNumberAllocationArgs = {
    msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
    callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
    usage: SHARED.usage,
    additionalUsages: [SHARED.usage],
    capabilities: SHARED.capabilities,
  };
  const query: GetTenantNumbersArgs = { acquiredNumberStatus: SHARED.status };
  expect([args.usage, query.acquiredNumberStatus]).toEqual(["CallingUserAssignment", "Active"]);
});
