import * as z from "zod";

const count = z.number().int().nonnegative();
/** A number or `first..last` → how many, as in the state; null where they are secret or not known yet. */
const numbers = z.record(z.string(), count).nullable();

/**
 * What `up` does about numbers that have drifted: uploads them, clears their mark, releases and uploads them (`reload`; not
 * those in use), nothing that it could do (`nothing`), nothing because of `ignoreChanges` (`ignored`), releases or
 * uploads them anyhow in a replacement (`replaced`), or nothing since they leave the allocation (`leaves`).
 */
const repair = z.enum(["upload", "clear", "reload", "nothing", "ignored", "replaced", "leaves"]);

const drift = z.strictObject({ reason: z.string(), repair, count, numbers });

/** Numbers, by what a run has done with them; secret ones are counted too. */
const doneCounts = z.strictObject({
  uploaded: count,
  released: count,
  repaired: count,
  /** Given new settings. */
  reset: count,
  takenOver: count,
  handedOver: count,
  left: count,
  /** Sent, and not seen in the tenant yet. */
  waiting: count,
});

const allocation = z.strictObject({
  urn: z.string(),
  name: z.string(),
  /** The tenant that holds the numbers now, or of a new allocation the one that will; null where it is not known. */
  msTenantId: z.string().nullable(),
  operation: z.enum(["create", "update", "replace", "delete", "import", "unchanged"]),
  /** Settings for which it is replaced. */
  replaceReasons: z.array(z.string()),
  /** Settings that an update changes, in place. */
  settings: z.array(z.string()),
  /** Whether its numbers are secret: then no number of it is in the report. */
  secret: z.boolean(),
  /** How many numbers it holds, and will hold; null where that is not known. */
  before: count.nullable(),
  after: count.nullable(),
  /** Newly uploaded (or adopted, where a warning says so). */
  added: numbers,
  /** They leave the tenant. */
  released: numbers,
  /** Released and uploaded again, because the allocation is replaced, or because they come from one with other settings. */
  replaced: numbers,
  /** Given the new `settings`: each is released and uploaded again. */
  reset: numbers,
  /** To another allocation of the stack, and from one, or by an import from the tenant: no request is sent. */
  handedOver: numbers,
  takenOver: numbers,
  /** Taken out of the allocation, and left in the tenant (`releaseRemoved: false`, `retainOnDelete`). */
  left: numbers,
  /** Sent in an earlier run, and not yet seen in the tenant. */
  pending: numbers,
  /** null: it has drifted, and how is secret. */
  drift: z.array(drift).nullable(),
  /** `Uploaded` for more than a day; null where there are none. `numbers` names some of them, none of a secret list. */
  notAcquired: z.strictObject({ since: z.string(), count, numbers: z.array(z.string()) }).nullable(),
  /** How many are in use; null where that is secret. */
  assignedCount: count.nullable(),
  /** Only of a run. */
  run: z
    .strictObject({
      /** Its operation failed, and `errors` says why; `done` is what was done all the same. */
      failed: z.boolean(),
      ticketId: z.string().nullable(),
      /** In the provider's words: `uploaded 8, released 2 (+61…)`. */
      told: z.array(z.string()),
      done: doneCounts,
    })
    .optional(),
});

const message = z.strictObject({
  /** The resource's name; null where it is about the whole run. */
  resource: z.string().nullable(),
  message: z.string(),
});

const totals = z.strictObject({
  /** Allocations that change or have drifted. */
  allocations: count,
  added: count,
  released: count,
  replaced: count,
  /** Given new settings. */
  reset: count,
  /** From one allocation of the stack to another. */
  moved: count,
  /** Already in the tenant, and the state's from now on (`pulumi import`, the option `import`). */
  imported: count,
  left: count,
  drifted: count,
  notAcquired: count,
  /** Touched allocations whose numbers are in no other total, because they are secret or not known yet. */
  uncounted: count,
});

/** What `report --json` prints. Fields may be added; a change of those here changes `version`. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  project: z.string().nullable(),
  stack: z.string().nullable(),
  /** `failed`: the preview did not come to its end, and the rest is what it had found so far. */
  outcome: z.enum(["nothing", "changes", "drift", "failed"]),
  errors: z.array(message),
  warnings: z.array(message),
  totals,
  /** How many numbers of a tenant the run may release at most, all together: what `maxReleases` is compared with. */
  releases: z.array(z.strictObject({ msTenantId: z.string(), count })),
  allocations: z.array(allocation),
  /** Operation → how many resources of other types. */
  otherResources: z.record(z.string(), count),
  /** Resources without a difference, and how many of them the preview did not list (`--show-sames` lists them). */
  unchanged: z.strictObject({ resources: count, unlisted: count }),
  /** `drift --unmanaged`: what tenants hold, and none of the states answers for. */
  unmanaged: z
    .array(z.strictObject({ msTenantId: z.string(), numbers: z.record(z.string(), count) }))
    .optional(),
  /** Id → name of the calling profiles in the report, where the platform was asked for them (`--names`; `drift` asks by itself). */
  callingProfiles: z.record(z.string(), z.string()).optional(),
  /** Only of a run, an up or a destroy. */
  run: z
    .strictObject({
      result: z.enum(["succeeded", "failed", "cut off"]),
      seconds: z.number().nonnegative(),
      /** Of the pipeline that runs the report, and its page; null where it is none that is known. */
      commit: z.string().nullable(),
      url: z.string().nullable(),
      done: doneCounts,
    })
    .optional(),
});

export type Report = z.infer<typeof reportSchema>;
export type UnmanagedNumbers = NonNullable<Report["unmanaged"]>[number];
export type AllocationReport = z.infer<typeof allocation>;
export type DriftReport = z.infer<typeof drift>;
export type Repair = z.infer<typeof repair>;
export type Message = z.infer<typeof message>;
export type DoneCounts = z.infer<typeof doneCounts>;
export type Totals = z.infer<typeof totals>;
