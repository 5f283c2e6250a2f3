import { numberObjection, profileObjection } from "../../provider/allocation/objections";
import type { CallingProfile, NumberStatus } from "../../provider/liveplatform";

const [EMEA, APAC] = ["ab86ef82-ce9e-4ead-befb-4aa954b64872", "5f3fbb3b-df9b-483d-b294-c7eb01e22aac"];

function profile(callingProfileId: string, trunksEnrolled: CallingProfile["trunksEnrolled"]): CallingProfile {
  return { callingProfileId, name: null, region: null, carrier: null, offerTypes: [], trunksEnrolled };
}

function status(validationResult: string | null, ...validationDetail: string[]): NumberStatus {
  return {
    telephoneNumber: "+61395556900",
    validationResult,
    actionRequired: null,
    validationDetail,
    telephoneNumberDetail: null,
  };
}

const carried = [{ matchingSbcList: [{}] }];

it("the list of calling profiles objects to a profile that it does not have, and names those that could be meant", () => {
  const objection = profileObjection([profile(EMEA, carried), profile("none", [])], APAC);
  expect(objection).toContain(`no calling profile ${APAC}. Declare ${EMEA}`);
  expect(objection).not.toContain("none");
});

it("the list of calling profiles objects to a profile that has no SBC while another one has", () => {
  const profiles = [profile(EMEA, carried), profile(APAC, [{ matchingSbcList: [] }])];
  expect(profileObjection(profiles, APAC)).toContain(`${APAC} has no SBC`);
  expect(profileObjection(profiles, EMEA)).toBeUndefined();
});

it("the list of calling profiles does not object to a profile of a platform that tells no SBC of any", () => {
  const silent = [profile(EMEA, []), profile(APAC, [])];
  expect(profileObjection(silent, APAC)).toBeUndefined();
  expect(profileObjection(silent, "other")).toContain(`Declare ${EMEA}, ${APAC}`);
  expect(profileObjection([], EMEA)).toContain("can see no calling profile");
});

it.each([
  ["Failed", "Country is not enabled for the profile"],
  ["Invalid number"],
  ["Rejected", "The number was not found"],
])("number-status objects to a number of the tenant that it calls %s", (result, ...details) => {
  expect(numberObjection(status(result, ...details))).toBe([result, ...details].join("; "));
});

it.each<[string | null, string?]>([
  ["Success"],
  [null],
  ["Failed", "Number already exists"],
  ["Failed", "Number is held by tenant 3bc57cac-5794-457f-ad36-2c88cade9dbb"],
  ["Failed", "Number found in tenant"],
  ["Failed", "Number belongs to tenant 3bc57cac-5794-457f-ad36-2c88cade9dbb"],
  ["Error", "It is assigned to a user"],
])("number-status does not object to a number for its being in the tenant: %s, %s", (result, ...details) => {
  expect(numberObjection(status(result, ...details.flatMap((detail) => detail ?? [])))).toBeUndefined();
});
