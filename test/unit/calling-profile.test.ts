import { findProfile } from "../../provider/data-sources/calling-profile";
import type { CallingProfile } from "../../provider/liveplatform";

function profile(callingProfileId: string, name: string | null): CallingProfile {
  return { callingProfileId, name, region: null, carrier: null, offerTypes: [], trunksEnrolled: [] };
}

const PROFILES = [
  profile("id-1", "Calling EMEA"),
  profile("id-2", "Sydney"),
  profile("id-3", "SYDNEY"),
  profile("id-4", null),
];

it("a calling profile asked for by its name is found whatever the case and the blanks around it", () => {
  expect(findProfile(" calling emea ", PROFILES).callingProfileId).toBe("id-1");
});

it("a calling profile asked for by its name is the one that is spelled just so where names differ by case alone", () => {
  expect(findProfile("SYDNEY", PROFILES).callingProfileId).toBe("id-3");
});

it("a calling profile asked for by its name is refused with the ids where more than one is meant, and with what there is where none is", () => {
  expect(() => findProfile("sydney", PROFILES)).toThrow(
    '2 calling profiles are named "sydney": "Sydney" (id-2), "SYDNEY" (id-3). Use the id of the one that you mean',
  );
  expect(() => findProfile("APAC", PROFILES)).toThrow(
    'no calling profile is named "APAC". The platform lists "Calling EMEA" (id-1)',
  );
});
