import * as z from "zod";
import { callingProfileSchema, guidSchema, numberSettingsSchema, numbersSchema } from "./entity-schemas";
import type { Seed } from "./seed";

/** The shape of a seed, as a file may hold it. */
export const seedSchema = z.strictObject({
  tenants: z.array(
    z.strictObject({
      msTenantId: guidSchema,
      name: z.string().optional(),
      consentedCountries: z.array(z.string()).optional(),
      ovocChannelId: z.number().int().optional(),
      numbers: z
        .array(
          z.union([z.string(), numberSettingsSchema.extend({ numbers: numbersSchema })], {
            error: "expected an E.164 number, first..last, or an object with numbers",
          }),
        )
        .optional(),
    }),
  ),
  callingProfiles: z.array(callingProfileSchema),
  strictTenants: z.boolean().optional(),
}) satisfies z.ZodType<Seed>;
