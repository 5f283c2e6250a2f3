import type { SheetSettings } from "pulumi-liveplatform/sheet";

/** What may stand in the column Profile, in any case, and the calling profile that it means. */
export const PROFILES: Readonly<Record<string, string>> = {
  emea: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
  apac: "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
};

/** What may stand in the column Usage, in any case, and what the numbers are uploaded with. */
export const USAGES: Readonly<Record<string, SheetSettings>> = {
  users: { usage: "CallingUserAssignment", capabilities: ["InboundCalling", "OutboundCalling"] },
  conference: { usage: "ConferenceAssignment", capabilities: ["InboundCalling"] },
};
