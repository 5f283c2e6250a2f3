import type { Emulator } from "../../../emulator";
import { OTHER_PROFILE, PROFILE, TENANT } from "../../support/default-seed";

/** Ten allocations' worth: a block of ten for each of two profiles and five sets of capabilities. */
export function addTenBlocks(emulator: Emulator): void {
  const sets = [["InboundCalling"], ["OutboundCalling"], ["InboundCalling", "OutboundCalling"]];
  const withMobile = [
    ["InboundCalling", "Mobile"],
    ["InboundCalling", "OutboundCalling", "Mobile"],
  ];
  const kinds = [PROFILE, OTHER_PROFILE].flatMap((callingProfileId) =>
    [...sets, ...withMobile].map((capabilities) => ({ callingProfileId, capabilities })),
  );
  for (const [index, kind] of kinds.entries())
    emulator.portal.add(TENANT, `+6139555${index}000..+6139555${index}009`, kind);
}
