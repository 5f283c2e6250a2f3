import type { NumbersArg } from "./e164";
import type { CallingProfile, NumberSettings } from "./entities";

/**
 * What the emulator holds at the start.
 *
 * ```ts
 * const seed: Seed = {
 *   ...DEFAULT_SEED,
 *   tenants: [{ msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb", numbers: ["+61395556900..+61395556999"] }],
 * };
 * ```
 *
 * As a file, for `npx pulumi-liveplatform emulator --seed seed.json`:
 *
 * ```json
 * {
 *   "tenants": [
 *     {
 *       "msTenantId": "3bc57cac-5794-457f-ad36-2c88cade9dbb",
 *       "name": "Contoso",
 *       "consentedCountries": ["AU", "GB"],
 *       "numbers": [
 *         "+61395556900..+61395556999",
 *         { "numbers": ["+61395556880"], "assignmentStatus": "UserAssigned", "usage": "CallingUserAssignment" }
 *       ]
 *     }
 *   ],
 *   "callingProfiles": [
 *     {
 *       "callingProfileId": "ab86ef82-ce9e-4ead-befb-4aa954b64872",
 *       "name": "Calling EMEA",
 *       "sbcs": [{ "sbcId": 11, "sbcName": "US SP1 SBC" }]
 *     }
 *   ]
 * }
 * ```
 */
export interface Seed {
  tenants: SeedTenant[];
  callingProfiles: CallingProfile[];
  /** False takes uploads for tenants that are not listed; otherwise those are a 404. Default true. */
  strictTenants?: boolean | undefined;
}

/** A tenant, and the numbers that it holds. */
export interface SeedTenant {
  /** A GUID. */
  msTenantId: string;
  name?: string | undefined;
  /** ISO country codes. Default: numbers of every country are accepted. */
  consentedCountries?: string[] | undefined;
  ovocChannelId?: number | undefined;
  /**
   * E.164 numbers, `first..last`, or either with settings; without them they are Active and Unassigned, with the
   * first calling profile.
   */
  numbers?: (string | SeedNumbers)[] | undefined;
}

/** Numbers with settings other than the default ones. */
export interface SeedNumbers extends NumberSettings {
  numbers: NumbersArg;
}

/** Two tenants without numbers, two calling profiles with an SBC each, and one without. */
export const DEFAULT_SEED: Seed = {
  tenants: [
    { msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb", name: "Contoso" },
    { msTenantId: "f94238e5-4f2c-4e1b-8125-2d27122ca75f", name: "Fabrikam" },
  ],
  callingProfiles: [
    {
      callingProfileId: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
      name: "Calling EMEA",
      sbcs: [{ sbcId: 11, sbcName: "US SP1 SBC" }],
    },
    {
      callingProfileId: "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
      name: "Calling APAC",
      sbcs: [{ sbcId: 8, sbcName: "oc1.sandbox2.audiocodes.be [20.102.51.206]" }],
    },
    { callingProfileId: "9097a8b4-1cc8-461c-af93-e5b14943f5d7", name: "Not in service", sbcs: [] },
  ],
};
