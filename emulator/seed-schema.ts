import { z } from "zod";
import { callingProfileSchema, numberSettingsSchema } from "./entity-schemas";
import type { Seed } from "./seed";

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
}) satisfies z.ZodType<Seed>;
