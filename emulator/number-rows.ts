import { countryOf, isTollFree } from "./e164";
import { type NumberEntity, type NumberSettings, STATUS, type Tenant } from "./entities";
import type { World } from "./world";

/** Usage → the capability that numbers get by it. */
export const USAGES: ReadonlyMap<string, string> = new Map([
  ["CallingUserAssignment", "UserAssignment"],
  ["FirstPartyAppAssignment", "FirstPartyAppAssignment"],
  ["ThirdPartyAppAssignment", "ThirdPartyAppAssignment"],
  ["ConferenceAssignment", "ConferenceAssignment"],
]);

/** The job that a row came from; rows of one upload share it. */
export interface Job {
  readonly jobId: string;
  readonly jobNumber: number;
}

/** What a new row is made of. */
export interface RowSource extends Job {
  readonly tenantId: string;
  readonly settings: NumberSettings;
  readonly at: number;
}

export function newJob(world: World): Job {
  return { jobId: world.ids.guid(), jobNumber: ++world.store.serials.job };
}

/** A row as an upload leaves it: in the tenant, not yet acquired. */
export function uploadedRow(world: World, number: string, source: RowSource): NumberEntity {
  const { serials, profiles } = world.store;
  const { settings } = source;
  return {
    id: ++serials.number,
    uploadTelephoneNumberEntryId: ++serials.entry,
    uploadToAccountJobId: source.jobNumber,
    tnUploadJobId: source.jobId,
    telephoneNumber: number,
    tenantId: source.tenantId,
    callingProfileId: settings.callingProfileId?.toLowerCase() ?? profiles.keys().next().value ?? "",
    source: settings.source ?? "webapi",
    isoCountryCode: settings.country ?? countryOf(number),
    acquiredNumberStatus: STATUS.Uploaded,
    acquiredCapabilities: capabilitiesOf(settings),
    availableCapabilities: null,
    assignmentStatus: null,
    whenCreated: source.at,
    acquiredOn: null,
    acquireAt: null,
  };
}

/** 4 → 0, as Operator Connect does some time after the upload. */
export function acquire(world: World, row: NumberEntity, at: number): void {
  const kind = isTollFree(row.telephoneNumber) ? "TollFree" : "Geographic";
  const acquired = unique([kind, ...row.acquiredCapabilities]);
  world.store.change(row, {
    acquiredNumberStatus: STATUS.Active,
    acquiredCapabilities: acquired,
    availableCapabilities: unique([...acquired, "FirstPartyAppAssignment", "SharedCalling"]),
    assignmentStatus: "Unassigned",
    acquiredOn: at,
    acquireAt: null,
  });
}

/** Puts a number into a tenant at once, without an upload. */
export function placeRow(world: World, number: string, source: RowSource): void {
  const holder = world.store.get(number)?.tenantId;
  if (holder !== undefined) throw new Error(`Emulator: ${number} already exists in tenant ${holder}.`);
  const row = uploadedRow(world, number, source);
  world.store.add(row);
  const { acquiredNumberStatus, assignmentStatus } = source.settings;
  if (acquiredNumberStatus === STATUS.Uploaded) return;
  acquire(world, row, source.at);
  if (acquiredNumberStatus !== undefined) world.store.change(row, { acquiredNumberStatus });
  if (assignmentStatus !== undefined) world.store.change(row, { assignmentStatus });
}

/** The tenant, made up on the spot. */
export function newTenant(world: World, msTenantId: string, name = "Unnamed"): Tenant {
  const id = msTenantId.toLowerCase();
  const guid = world.ids.guid();
  const tenant = { msTenantId: id, name, umpCustomerGuid: guid, consentedCountries: null, ovocChannelId: 0 };
  world.store.tenants.set(id, tenant);
  return tenant;
}

/** Assigned to a user, a conference bridge, an application … */
export function isInUse(row: NumberEntity): boolean {
  return row.assignmentStatus !== null && row.assignmentStatus !== "Unassigned";
}

function capabilitiesOf(settings: NumberSettings): string[] {
  const { usage = "CallingUserAssignment", additionalUsages = [] } = settings;
  const { capabilities = ["InboundCalling", "OutboundCalling"] } = settings;
  const own = [usage, ...additionalUsages].map((name) => USAGES.get(name) ?? name);
  return unique([...capabilities, "Office365", ...own]);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
