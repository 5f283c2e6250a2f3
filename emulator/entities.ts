import { z } from "zod";

/** `acquiredNumberStatus` by name. 4 has no public name; numbers stay in it between upload and acquisition. */
export const STATUS = {
  Active: 0,
  ReleaseRequested: 1,
  MarkedForRemoval: 2,
  ReadyForRemoval: 3,
  Uploaded: 4,
} as const;

export const sbcSchema = z.object({
  sbcId: z.number().int(),
  sbcName: z.string(),
  /** Releases of ranges need every SBC of the tenant online. Default true. */
  online: z.boolean().optional(),
});
export type Sbc = z.infer<typeof sbcSchema>;

export const callingProfileSchema = z.object({
  callingProfileId: z.guid(),
  name: z.string(),
  region: z.string().optional(),
  carrier: z.string().optional(),
  sbcs: z.array(sbcSchema),
});
/** A calling profile; without SBCs it refuses uploads. */
export type CallingProfile = z.infer<typeof callingProfileSchema>;

export const tenantSchema = z.object({
  msTenantId: z.guid(),
  name: z.string(),
  umpCustomerGuid: z.guid(),
  /** ISO country codes; null accepts numbers of every country. */
  consentedCountries: z.array(z.string()).nullable(),
  ovocChannelId: z.number().int(),
});
export type Tenant = z.infer<typeof tenantSchema>;

/** One telephone number as the platform holds it. Times are milliseconds since 1970. */
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
  /** When an uploaded number becomes Active; null once it is. */
  acquireAt: z.number().nullable(),
});
export type NumberEntity = z.infer<typeof numberEntitySchema>;

export const numberSettingsSchema = z.object({
  callingProfileId: z.string().optional(),
  usage: z.string().optional(),
  additionalUsages: z.array(z.string()).optional(),
  capabilities: z.array(z.string()).optional(),
  country: z.string().optional(),
  source: z.string().optional(),
  acquiredNumberStatus: z.number().int().nullable().optional(),
  assignmentStatus: z.string().nullable().optional(),
});
/** Settings of numbers that are put into the store without an upload; each has a default. */
export type NumberSettings = z.infer<typeof numberSettingsSchema>;

export const uploadSettingsSchema = z.object({
  callingProfileId: z.string(),
  usage: z.string(),
  additionalUsages: z.array(z.string()),
  capabilities: z.array(z.string()),
  country: z.string().nullable(),
  workflowVersion: z.number().int(),
});
/** What an upload asked for, apart from the numbers. */
export type UploadSettings = z.infer<typeof uploadSettingsSchema>;

const messageSchema = z.object({ level: z.enum(["Information", "Error"]), message: z.string() });
export type TaskMessage = z.infer<typeof messageSchema>;

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
  /** Refused when the task began: number and reason. */
  refused: z.array(z.tuple([z.string(), z.string()])),
  /** Status of each number before a release marked it ReleaseRequested. */
  before: z.array(z.tuple([z.string(), z.number().nullable()])),
  /** Set by a fault rule, see TaskFault. */
  fault: z
    .object({
      status: z.string().optional(),
      hang: z.boolean().optional(),
      vanish: z.boolean().optional(),
      skip: z.array(z.string()).optional(),
      messages: z.array(messageSchema).optional(),
    })
    .nullable(),
});
export type Task = z.infer<typeof taskSchema>;
export type Operation = Task["operation"];
