import { NumberSet } from "../numbers/number-set";
import type { Context } from "./context";
import type { AllocationInputs } from "./model";
import type { ReleaseOutcome } from "./released";
import { sharedReleases } from "./shared-releases";
import { sharedUnassigns, type UnassignOutcome } from "./shared-unassigns";
import { sharedUploads, type UploadPart } from "./shared-uploads";
import type { Part } from "./shared-write";
import type { UploadOutcome } from "./uploaded";
import { uploadRequest } from "./upload-request";

/** A kind of write: what came of the requests that an allocation's numbers were in, also for the numbers of others. */
interface Write<P extends Part, Outcome> {
  write(part: P): Promise<Outcome[]>;
}

/** What is written to one tenant: shared by the allocations of a process that write within a moment. */
export class TenantWrites {
  readonly releases: Write<Part, ReleaseOutcome>;
  readonly unassigns: Write<Part, UnassignOutcome>;
  readonly #context: Context;
  readonly #mayBeShared: () => boolean;
  readonly #uploads = new Map<string, Write<UploadPart, UploadOutcome>>();

  constructor(context: Context, tenant: string) {
    this.#context = context;
    this.#mayBeShared = () => context.ownership.hasSeveral({ platform: context.platform, tenant });
    this.releases = sharedReleases(context, tenant, this.#mayBeShared);
    this.unassigns = sharedUnassigns(context, tenant, this.#mayBeShared);
  }

  /** The uploads of all allocations with these settings. */
  uploads(inputs: AllocationInputs): Write<UploadPart, UploadOutcome> {
    const key = JSON.stringify([uploadRequest(inputs, NumberSet.empty), inputs.adoptExisting === true]);
    const uploads = this.#uploads.get(key) ?? sharedUploads(this.#context, inputs, this.#mayBeShared);
    this.#uploads.set(key, uploads);
    return uploads;
  }
}
