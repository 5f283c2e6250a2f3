import { expandNumbers } from "./e164";
import { newJob, newTenant, placeRow } from "./number-rows";
import type { Seed } from "./seed";
import type { World } from "./world";

type SeedTenant = Seed["tenants"][number];
type SeedNumbers = NonNullable<SeedTenant["numbers"]>[number];

/** Fills an empty store with the seed. */
export function plant(world: World, seed: Seed): void {
  world.store.strictTenants = seed.strictTenants ?? true;
  for (const profile of seed.callingProfiles) {
    const callingProfileId = profile.callingProfileId.toLowerCase();
    world.store.profiles.set(callingProfileId, { ...profile, callingProfileId });
  }
  for (const tenant of seed.tenants) plantTenant(world, tenant);
}

function plantTenant(world: World, seed: SeedTenant): void {
  const tenant = newTenant(world, seed.msTenantId, seed.name);
  tenant.consentedCountries = seed.consentedCountries ?? null;
  tenant.ovocChannelId = seed.ovocChannelId ?? 0;
  for (const entry of seed.numbers ?? []) plantNumbers(world, tenant.msTenantId, entry);
}

function plantNumbers(world: World, tenantId: string, entry: SeedNumbers): void {
  const { numbers, ...settings } = typeof entry === "string" ? { numbers: entry } : entry;
  const source = {
    ...newJob(world),
    tenantId,
    settings: { source: "webui", ...settings },
    at: world.clock.now(),
  };
  for (const number of expandNumbers(numbers)) placeRow(world, number, source);
}
