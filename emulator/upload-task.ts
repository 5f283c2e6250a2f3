import { isIsoCountry } from "./country-codes";
import { countryOf, isNorthAmerican, isTollFree } from "./e164";
import type { NumberEntity, Task, UploadSettings } from "./entities";
import { uploadedRow } from "./number-rows";
import { endTask } from "./task-end";
import type { World } from "./world";

/** Finds what Microsoft and Live Platform will not take. */
export function beginUpload(world: World, task: Task): void {
  for (const number of task.numbers) {
    const reason = refusal(world, task, number);
    if (reason !== null) task.refused.push([number, reason]);
  }
}

/** Turns what is still acceptable into rows, and returns them. */
export function finishUpload(world: World, task: Task, at: number): NumberEntity[] {
  const refused = new Map(task.refused);
  for (const number of task.numbers) {
    const reason = refused.get(number) ?? alreadyHeld(world, number);
    if (reason !== null) refused.set(number, reason);
  }
  const rows = land(world, task, { refused, at });
  endTask(world, task, { refused, success: successMessages(world, task) });
  return rows;
}

interface Landing {
  readonly refused: ReadonlyMap<string, string>;
  readonly at: number;
}

function land(world: World, task: Task, { refused, at }: Landing): NumberEntity[] {
  const { country, ...asked } = task.upload ?? noUpload(task);
  const settings = { ...asked, ...(country !== null && { country }) };
  const skipped = new Set(task.fault?.skip);
  const numbers = task.numbers.filter((number) => !refused.has(number) && !skipped.has(number));
  return numbers.map((number) => {
    const row = uploadedRow(world, number, { ...task, settings, at });
    world.store.add(row);
    world.store.count("uploads", number);
    return row;
  });
}

function refusal(world: World, task: Task, number: string): string | null {
  const demanded = world.store.refusal("upload", number);
  if (demanded !== undefined) return `Number ${number}: ${demanded}`;
  const settings = task.upload ?? noUpload(task);
  const { country } = settings;
  if (country !== null && !isIsoCountry(country))
    return `Number ${number}: country '${country}' is not an ISO country code`;
  return alreadyHeld(world, number) ?? noConsent(world, task, number) ?? tollFreeProblem(settings, number);
}

function alreadyHeld(world: World, number: string): string | null {
  const holder = world.store.get(number);
  return holder === undefined ? null : `Number ${number} already exists in tenant ${holder.tenantId}`;
}

function noConsent(world: World, task: Task, number: string): string | null {
  const consented = world.store.tenants.get(task.tenantId)?.consentedCountries ?? null;
  const country = task.upload?.country ?? countryOf(number);
  if (consented === null || (country !== null && consented.includes(country))) return null;
  return `Number ${number}: the customer has not consented to country ${country ?? "unknown"}`;
}

function tollFreeProblem({ usage, country }: UploadSettings, number: string): string | null {
  if (!isTollFree(number)) return null;
  if (usage !== "FirstPartyAppAssignment")
    return `Toll-free number ${number} cannot have usage ${usage}; it requires FirstPartyAppAssignment`;

  const lacksCountry = isNorthAmerican(number) && country === null;
  return lacksCountry ? `Toll-free number ${number} requires a country` : null;
}

function successMessages(world: World, task: Task): string[] {
  const profile = world.store.profiles.get(task.upload?.callingProfileId ?? "");
  const sbcs = profile?.sbcs.map(({ sbcId }) => sbcId) ?? [];
  return [
    "All uploaded numbers are not present in Microsoft context.",
    "Number(s) accepted by Microsoft.",
    "UploadToAccount job status: Success.",
    `Telephone numbers programmed in SBC. ${sbcs.join(", ")}`,
  ];
}

function noUpload(task: Task): never {
  throw new Error(`Emulator: task ${task.id} is no upload.`);
}
