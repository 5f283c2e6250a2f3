import type { NumberSet } from "../numbers/number-set";
import type { Context } from "./context";
import type { ReleaseOutcome } from "./released";
import { sharedReleases } from "./shared-releases";
import { sharedUnassigns, type UnassignOutcome } from "./shared-unassigns";

/** A kind of write: what came of the requests that an allocation's numbers were in, also for the numbers of others. */
interface Write<Outcome> {
  write(part: { urn: string; numbers: NumberSet }): Promise<Outcome[]>;
}

/** What is written to one tenant: shared by the allocations of a process that write within a moment. */
export class TenantWrites {
  readonly releases: Write<ReleaseOutcome>;
  readonly unassigns: Write<UnassignOutcome>;

  constructor(context: Context, tenant: string) {
    const mayBeShared = (): boolean => context.ownership.hasSeveral({ platform: context.platform, tenant });
    this.releases = sharedReleases(context, tenant, mayBeShared);
    this.unassigns = sharedUnassigns(context, tenant, mayBeShared);
  }
}
