import type { PhoneNumberRange } from "pulumi-liveplatform";

interface Site {
  readonly phoneNumbers?: string[];
  readonly phoneNumberRanges?: PhoneNumberRange[];
}

/** What people change from day to day, and the tests look at first. */
export const SITES: Readonly<Record<string, Site>> = {
  sydney: {
    phoneNumbers: ["+61395556880"],
    phoneNumberRanges: [{ start: "+61395556900", end: "+61395556949" }],
  },
  melbourne: {
    phoneNumberRanges: [{ start: "+61395558000", end: "+61395558019" }],
  },
};
