import { MOST_MARKS } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Ledger } from "../run/ledger";
import { hasSeveral } from "../run/others";
import type { AllocationInputs } from "../state/state";
import { type Asked, sharedMarks } from "./clear-marks";
import type { ReleaseOutcome } from "./released";
import { sharedReleases } from "./shared-releases";
import { type UnassignOutcome, sharedUnassigns } from "./shared-unassigns";
import { type UploadPart, sharedUploads } from "./shared-uploads";
import type { Part, SharedOptions } from "./shared-write";
import { Turns } from "./turns";
import { uploadRequest } from "./upload-request";
import type { UploadOutcome } from "./uploaded";
import type { WriteContext } from "./write-context";

/** A kind of write: what came of the requests that an allocation's numbers were in. */
interface Write<P extends Part, Outcome> {
  write(part: P): Promise<Outcome[]>;
}

export interface Writer extends WriteContext {
  readonly ledger: Ledger;
  /** What is written to a tenant in this operation, shared by all its allocations. */
  writes(tenant: string): TenantWrites;
}

/** What is written to one tenant: shared by the allocations of a process that write within a moment. */
export class TenantWrites {
  readonly releases: Write<Part, ReleaseOutcome>;
  readonly unassigns: Write<Part, UnassignOutcome>;
  /** Those that are cleared. */
  readonly marks: Write<Part, Asked>;
  readonly #context: WriteContext;
  readonly #shared: SharedOptions;
  readonly #uploads = new Map<string, Write<UploadPart, UploadOutcome>>();

  constructor(context: WriteContext, tenant: string) {
    this.#context = context;
    this.#shared = {
      clock: context.clock,
      maxNumbers: context.settings.maxNumbersPerRequest,
      mayBeShared: () => hasSeveral(context.claims, { platform: context.platform, tenant }),
      turns: new Turns(),
    };
    this.releases = sharedReleases(context, tenant, this.#shared);
    this.unassigns = sharedUnassigns(context, tenant, this.#shared);
    const maxNumbers = Math.min(MOST_MARKS, this.#shared.maxNumbers);
    this.marks = sharedMarks(context, { ...this.#shared, maxNumbers });
  }

  uploads(inputs: AllocationInputs): Write<UploadPart, UploadOutcome> {
    const key = JSON.stringify([uploadRequest(inputs, NumberSet.empty), inputs.adoptExisting === true]);
    const uploads = this.#uploads.get(key) ?? sharedUploads(this.#context, inputs, this.#shared);
    this.#uploads.set(key, uploads);
    return uploads;
  }
}
