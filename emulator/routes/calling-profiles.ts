import { ok } from "../answers";
import type { Handler } from "../call";
import type { CallingProfile } from "../entities";

/** GET v2 callingprofile. */
export const callingProfiles: Handler = (world) => ok([...world.store.profiles.values()].map(profilePayload));

function profilePayload(profile: CallingProfile): Record<string, unknown> {
  return {
    additionalSbcList: [],
    callingProfileId: profile.callingProfileId,
    name: profile.name,
    enviroment: null,
    region: profile.region ?? null,
    carrier: profile.carrier ?? null,
    offerTypes: [{ offerTypeName: "Calling", testNumbers: [] }],
    emergencyDialStrings: [],
    isEmergencyProfile: false,
    emergencyProfileId: null,
    trunksEnrolled: profile.sbcs.map(({ sbcId, sbcName }) => ({
      trunkFqdn: `trunk${sbcId}.operator.example`,
      trunkId: `00000000-0000-4000-8000-${String(sbcId).padStart(12, "0")}`,
      matchingSbcList: [
        { sbcId, fqdn: `sbc${sbcId}.operator.example`, ipAddress: "192.0.2.1", name: sbcName },
      ],
    })),
    validation: null,
  };
}
