import { append } from "../common/append";
import { counted } from "../common/counted";
import { lowerCase } from "../common/lower-case";
import { messageOf } from "../common/message-of";
import { editDistance } from "../common/nearest";
import type { NumberStatus } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import { UserError } from "../state/errors";
import { REQUESTED_CAPABILITIES } from "../state/row-drift";
import type { DeclaredSettings } from "../state/state";
import { type ReadableRow, readable } from "../tenant/rows";
import type { Context } from "./context";
import { numberObjection, profileObjection } from "./objections";

/** Numbers whose validation is asked for in one request. */
const MOST_NUMBERS = 500;

/** An upload that is to come: with these settings, to the tenant that they name. */
export interface ComingUpload {
  settings: DeclaredSettings;
  /** Numbers that are in a tenant now, and would be released for it. */
  numbers: NumberSet;
}

/**
 * Why it is likely that the platform will not take numbers back with their new settings; undefined where nothing speaks against
 * it. A profile that it does not list, or that has no SBC, unless a number of the tenant has it all the same; or an objection
 * of its own to a number.
 */
export async function hopeless(context: Context, upload: ComingUpload): Promise<string | undefined> {
  if (upload.numbers.isEmpty) return undefined;
  const objections = [
    ...(await profileObjections(context, upload.settings)),
    ...(await numberObjections(context, upload)),
  ];
  return objections.length === 0 ? undefined : objections.join(". ");
}

/** Throws, before anything is released, where a change is hopeless: a wrong profile would take a customer off the air. */
export async function refuseHopelessChange(context: Context, upload: ComingUpload): Promise<void> {
  const objection = await hopeless(context, upload);
  if (objection === undefined) return;
  throw new UserError(
    `Nothing has been changed: ${upload.numbers.describe(5)} would be released, and then refused. ${objection}`,
    "preflight",
  );
}

/**
 * The same for numbers that are new, as a warning: the platform refuses them, and nothing is lost. And a capability that no number of
 * the tenant has, and that is one letter from a known one.
 */
export async function warnOfDoubtfulSettings(
  context: Context,
  urn: string,
  { settings: inputs, numbers: added }: ComingUpload,
): Promise<void> {
  const objections = added.isEmpty ? [] : await profileObjections(context, inputs);
  for (const objection of objections) {
    context.warnOnce(
      urn,
      `the platform will probably refuse ${counted(added.size, "new number")}: ${objection}`,
    );
  }
  for (const capability of inputs.capabilities) {
    const meant = misspelt(capability);
    const isUsed = ({ acquiredCapabilities }: ReadableRow): boolean =>
      lowerCase(acquiredCapabilities).has(capability.toLowerCase());
    if (meant === undefined || (await hasRow(context, inputs.msTenantId, isUsed))) continue;
    context.warnOnce(
      urn,
      `capabilities: no number of tenant ${inputs.msTenantId} has "${capability}". Did you mean "${meant}"?`,
    );
  }
}

function misspelt(capability: string): string | undefined {
  if (lowerCase(REQUESTED_CAPABILITIES).has(capability.toLowerCase())) return undefined;
  return REQUESTED_CAPABILITIES.find(
    (known) => editDistance(known.toLowerCase(), capability.toLowerCase()) === 1,
  );
}

async function profileObjections(context: Context, settings: DeclaredSettings): Promise<string[]> {
  const { callingProfile: id, msTenantId: tenant } = settings;
  const objection = await objectionToProfile(context, id);
  if (objection === undefined) return [];
  // What the tenant has already, the platform has taken, whatever its list of profiles says.
  return (await hasRow(context, tenant, ({ callingProfileId }) => callingProfileId === id))
    ? []
    : [objection];
}

async function objectionToProfile(context: Context, id: string): Promise<string | undefined> {
  try {
    return profileObjection(await context.callingProfiles(), id);
  } catch (error) {
    return `callingProfile: it is not known whether ${id} accepts numbers, because the calling profiles cannot be read: ${messageOf(error)}`;
  }
}

async function hasRow(
  context: Context,
  tenant: string,
  matches: (row: ReadableRow) => boolean,
): Promise<boolean> {
  try {
    return readable(await context.view(tenant).all()).some(matches);
  } catch {
    // What cannot be looked at speaks for nothing.
    return false;
  }
}

/** Only what the platform itself objects to. That a number is there already, or in use, is no objection to its coming back. */
async function numberObjections(
  context: Context,
  { settings: { msTenantId: tenant }, numbers }: ComingUpload,
): Promise<string[]> {
  const byText = new Map<string, string[]>();
  for (const chunk of numbers.chunks(MOST_NUMBERS)) {
    for (const status of await validated(context, tenant, chunk)) {
      const text = numberObjection(status);
      if (text !== undefined) append(byText, text, status.telephoneNumber);
    }
  }
  return [...byText].map(
    ([text, some]) => `number-status objects to ${NumberSet.fromNumbers(some).describe(5)}: ${text}`,
  );
}

async function validated(context: Context, tenant: string, numbers: NumberSet): Promise<NumberStatus[]> {
  try {
    const { telephoneNumbers } = await context.api.numberStatus(tenant, [...numbers]);
    return telephoneNumbers.filter(({ telephoneNumber }) => numbers.has(telephoneNumber));
  } catch {
    // It is advice: a platform that gives none does not object.
    return [];
  }
}
