import * as z from "zod";
import type {
  CallingProfile,
  NumberEntity,
  NumberSettings,
  Sbc,
  Task,
  TaskMessage,
  Tenant,
  UploadSettings,
} from "./entities";

// Beside the interfaces, and not their source: what programs import must not ask for zod's types.

/** What callers write for numbers. */
export const numbersSchema = z.union([z.string(), z.array(z.string())], {
  error: "expected an E.164 number, first..last, or a list of both",
});

export const guidSchema = z.guid("expected a GUID");

const sbcSchema = z.object({
  sbcId: z.number().int(),
  sbcName: z.string(),
  online: z.boolean().optional(),
}) satisfies z.ZodType<Sbc>;

export const callingProfileSchema = z.object({
  callingProfileId: guidSchema,
  name: z.string(),
  region: z.string().optional(),
  carrier: z.string().optional(),
  sbcs: z.array(sbcSchema),
}) satisfies z.ZodType<CallingProfile>;

export const tenantSchema = z.object({
  msTenantId: guidSchema,
  name: z.string(),
  umpCustomerGuid: guidSchema,
  consentedCountries: z.array(z.string()).nullable(),
  ovocChannelId: z.number().int(),
}) satisfies z.ZodType<Tenant>;

export const numberEntitySchema = z.object({
  id: z.number().int(),
  uploadTelephoneNumberEntryId: z.number().int(),
  uploadToAccountJobId: z.number().int(),
  tnUploadJobId: z.string(),
  telephoneNumber: z.string(),
  tenantId: z.string(),
  callingProfileId: z.string(),
  source: z.string(),
  isoCountryCode: z.string().nullable(),
  acquiredNumberStatus: z.number().int().nullable(),
  acquiredCapabilities: z.array(z.string()),
  availableCapabilities: z.array(z.string()).nullable(),
  assignmentStatus: z.string().nullable(),
  whenCreated: z.number(),
  acquiredOn: z.number().nullable(),
  acquireAt: z.number().nullable(),
}) satisfies z.ZodType<NumberEntity>;

export const numberSettingsSchema = z.object({
  callingProfileId: z.string().optional(),
  usage: z.string().optional(),
  additionalUsages: z.array(z.string()).optional(),
  capabilities: z.array(z.string()).optional(),
  country: z.string().optional(),
  source: z.string().optional(),
  acquiredNumberStatus: z.number().int().nullable().optional(),
  assignmentStatus: z.string().nullable().optional(),
}) satisfies z.ZodType<NumberSettings>;

const uploadSettingsSchema = z.object({
  callingProfileId: z.string(),
  usage: z.string(),
  additionalUsages: z.array(z.string()),
  capabilities: z.array(z.string()),
  country: z.string().nullable(),
  workflowVersion: z.number().int(),
}) satisfies z.ZodType<UploadSettings>;

const messageSchema = z.object({
  level: z.enum(["Information", "Warning", "Error"]),
  message: z.string(),
}) satisfies z.ZodType<TaskMessage>;

export const taskSchema = z.object({
  id: z.string(),
  operation: z.enum(["upload", "release", "unassign"]),
  tenantId: z.string(),
  numbers: z.array(z.string()),
  upload: uploadSettingsSchema.nullable(),
  createdAt: z.number(),
  dueAt: z.number(),
  endedAt: z.number().nullable(),
  status: z.string(),
  messages: z.array(messageSchema),
  jobId: z.string(),
  jobNumber: z.number().int(),
  refused: z.array(z.tuple([z.string(), z.string()])),
  before: z.array(z.tuple([z.string(), z.number().nullable()])),
  fault: z
    .object({
      status: z.string().optional(),
      hang: z.boolean().optional(),
      vanish: z.boolean().optional(),
      lagMs: z.number().optional(),
      skip: z.array(z.string()).optional(),
      messages: z.array(messageSchema).optional(),
    })
    .nullable(),
}) satisfies z.ZodType<Task>;
