import { ok, refused } from "../answers";
import { Body, parseJson } from "../body";
import { type Call, type Handler, requiredTenant } from "../call";
import { isIsoCountry } from "../country-codes";
import type { UploadSettings } from "../entities";
import { USAGES, newTenant } from "../number-rows";
import { beginTask } from "../workflow";
import type { World } from "../world";

const FIELDS = [
  "callingProfile",
  "usage",
  "additionalUsages",
  "capabilities",
  "phoneNumbers",
  "phoneNumberRanges",
  "workflowVersion",
  "country",
  "ticketId",
  "address",
  "location",
  "typeOfService",
];

/** POST v2 and v3 upload: all that can be said without looking at the numbers is a 400; the rest is the task's. */
export const upload: Handler = (world, call) => {
  const tenantId = requiredTenant(world, call);
  const body = new Body(world, parseJson(world, call), FIELDS);
  const settings = settingsOf(world, body);
  const numbers = numbersOf(world, body);
  body.done();
  demandTenant(world, call, tenantId);
  const task = beginTask(world, { operation: "upload", tenantId, numbers, upload: settings });
  return ok({ taskId: task.id });
};

function settingsOf(world: World, body: Body): UploadSettings {
  const usage = body.required("usage");
  if (usage !== "" && !USAGES.has(usage)) body.fail("usage", `The value '${usage}' is not valid for usage.`);
  const capabilities = body.texts("capabilities");
  if (capabilities.length === 0) body.fail("capabilities", "The capabilities field is required.");
  for (const name of ["ticketId", "address", "location", "typeOfService"]) body.text(name);
  const workflowVersion = versionOf(body);
  return {
    callingProfileId: profileOf(world, body),
    usage,
    additionalUsages: additionalOf(body, usage, workflowVersion),
    capabilities,
    country: countryOf(world, body),
    workflowVersion,
  };
}

function profileOf(world: World, body: Body): string {
  const id = body.required("callingProfile").toLowerCase();
  const profile = world.store.profiles.get(id);
  if (id === "") return id;
  if (profile === undefined) body.fail("CallingProfile", "Invalid CallingProfileId!");
  else if (profile.sbcs.length === 0)
    body.fail("CallingProfile", "There are no SBCs assigned to this calling profile!");

  return id;
}

function versionOf(body: Body): number {
  const text = body.text("workflowVersion") ?? "2";
  if (/^\d$/.test(text)) return Number(text);
  body.fail("workflowVersion", `The value '${text}' is not valid for workflowVersion.`);
  return 0;
}

function additionalOf(body: Body, usage: string, workflowVersion: number): string[] {
  const additional = body.texts("additionalUsages");
  additional.forEach((name, index) => {
    const at = `additionalUsages[${index}]`;
    if (!USAGES.has(name)) body.fail(at, `The value '${name}' is not valid for additionalUsages.`);
    if (name === usage) body.fail(at, `'${name}' is already the usage.`);
    if (additional.indexOf(name) !== index) body.fail(at, `'${name}' is there more than once.`);
  });
  if (additional.length > 0 && workflowVersion !== 3)
    body.fail("additionalUsages", "Additional usages require workflowVersion 3.");

  return additional;
}

function countryOf(world: World, body: Body): string | null {
  const country = body.text("country") ?? null;
  if (country === null || isIsoCountry(country) || world.settings.unknownCountry === "task") return country;
  body.fail("country", `The value '${country}' is not valid for country.`);
  return null;
}

/** Single numbers and ranges together, each number once. */
function numbersOf(world: World, body: Body): string[] {
  const most = world.settings.maxNumbersPerRequest;
  const single = body.numbers("phoneNumbers");
  const ranged = body.ranges("phoneNumberRanges", most);
  const numbers = new Set(single);
  for (const number of ranged) {
    if (numbers.has(number)) body.fail("phoneNumberRanges", `'${number}' is there more than once.`);
    numbers.add(number);
  }
  if (numbers.size === 0) body.fail("phoneNumbers", "At least one number is required.");
  if (numbers.size > most) body.fail("phoneNumbers", `At most ${most} numbers are allowed in one request.`);
  return [...numbers];
}

function demandTenant(world: World, call: Call, tenantId: string): void {
  const { store } = world;
  if (!store.tenants.has(tenantId) && !store.strictTenants) newTenant(world, tenantId);
  if (store.tenants.has(tenantId) && store.isVisible(tenantId, call.channel)) return;
  const detail = `Tenant ${tenantId} was not found.`;
  throw refused(world, { status: 404, title: "Not Found", detail, instance: call.path });
}
