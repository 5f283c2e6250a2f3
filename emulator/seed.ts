import { z } from "zod";
import { callingProfileSchema, numberSettingsSchema } from "./entities";

const numbersSchema = z.union([z.string(), z.array(z.string())]);

/** The shape of a seed, as a file may hold it. */
export const seedSchema = z.strictObject({
  tenants: z.array(
    z.strictObject({
      msTenantId: z.guid(),
      name: z.string().optional(),
      consentedCountries: z.array(z.string()).optional(),
      ovocChannelId: z.number().int().optional(),
      numbers: z
        .array(z.union([z.string(), numberSettingsSchema.extend({ numbers: numbersSchema })]))
        .optional(),
    }),
  ),
  callingProfiles: z.array(callingProfileSchema),
  strictTenants: z.boolean().optional(),
});

/**
 * What the emulator holds at the start.
 *
 * `tenants[].numbers` are E.164 numbers, `first..last`, or `{ numbers, callingProfileId?, usage?, … }`;
 * without settings they are Active and Unassigned, with the first calling profile.
 * `strictTenants: false` takes uploads for tenants that are not listed; otherwise those are a 404.
 */
export type Seed = z.infer<typeof seedSchema>;

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
