import type { Situation } from "../../provider/allocation/decide";
import { NumberSet } from "../../provider/numbers/number-set";
import type { ReadableRow } from "../../provider/tenant/rows";

export const TENANT = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const PROFILE = "ab86ef82-ce9e-4ead-befb-4aa954b64872";
export const NOW = Date.parse("2026-11-29T17:00:00Z");

/** A declaration of no numbers. */
export const INPUTS = {
  msTenantId: TENANT,
  callingProfile: PROFILE,
  usage: "CallingUserAssignment",
  capabilities: ["InboundCalling", "OutboundCalling"],
  numbers: {},
  ignoresDrift: false,
};

/** What the tenant shows of a number that is as `INPUTS` declare it, but for some differences. */
export function rowOf(telephoneNumber: string, differences: Partial<ReadableRow> = {}): ReadableRow {
  return {
    telephoneNumber,
    tenantId: TENANT,
    callingProfileId: PROFILE,
    acquiredNumberStatus: "Active",
    assignmentStatus: "Unassigned",
    acquiredCapabilities: ["Geographic", "Office365", "InboundCalling", "OutboundCalling", "UserAssignment"],
    source: "webapi",
    whenCreated: null,
    tnUploadJobId: null,
    sbcIds: [8],
    ...differences,
  };
}

/** A situation in which nothing is wanted, held or claimed, but for what is given. */
export function situationWith(part: Partial<Situation>): Situation {
  const { empty } = NumberSet;
  return {
    settings: INPUTS,
    wanted: empty,
    own: empty,
    rows: new Map(),
    awaited: empty,
    handedOver: empty,
    resets: empty,
    claims: { declaredByOthers: empty, maybeByOthers: empty, heldByStack: empty, sentByStack: empty },
    policy: {
      takeover: { adoptExisting: false, adoptInterrupted: false, now: NOW },
      uncured: new Map(),
      asTheyAre: empty,
      releaseRemoved: true,
      unassign: false,
    },
    ...part,
  };
}
