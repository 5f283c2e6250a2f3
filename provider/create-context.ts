import type { Context } from "./allocation/context";
import { ReleaseBrake } from "./allocation/release-brake";
import { Cancellation } from "./cancellation";
import type { Clock } from "./clock";
import { type Settings, platformOf } from "./config/settings";
import type { Engine } from "./engine/engine";
import type { CallingProfile, LivePlatform } from "./liveplatform";
import { NumberSet } from "./numbers/number-set";
import { Ownership } from "./run/ownership";
import type { RunRegistry } from "./run/run-registry";
import type { UploadJournal } from "./run/upload-journal";
import { type AllocationState, numbersOf } from "./state/state";
import { TenantView } from "./tenant/tenant-view";
import { TenantWrites } from "./writes/tenant-writes";

/** What a process's context is made of. */
export interface ContextParts {
  settings: Settings;
  api: LivePlatform;
  clock: Clock;
  random: () => number;
  engine: Engine;
  registry: RunRegistry;
  journal: UploadJournal;
  /** Default: nobody cancels. */
  cancellation?: Cancellation;
}

export function createContext(parts: ContextParts): Context {
  const { settings, api, clock, engine, registry } = parts;
  const platform = platformOf(settings.baseUrl);
  const views = new Map<string, TenantView>();
  const warned = new Set<string>();
  const held = new Map<string, string>();
  const writes = new Map<string, TenantWrites>();
  let profiles: Promise<CallingProfile[]> | undefined;
  const context: Context = {
    ...parts,
    cancellation: parts.cancellation ?? new Cancellation(),
    platform,
    ownership: new Ownership(registry, engine),
    brake: new ReleaseBrake(settings.maxReleases),
    checked: new Set(),
    foretold: new Set(),
    warnOnce: (urn, message) => {
      if (warned.has(`${urn} ${message}`)) return;
      warned.add(`${urn} ${message}`);
      engine.warn(urn, message);
    },
    hold: (id, state) => {
      const holding = holdingOf(platform, id, state);
      const text = JSON.stringify(holding);
      if (held.get(id) !== text) registry.add(holding);
      held.set(id, text);
    },
    view: (tenant) => {
      const view = views.get(tenant) ?? new TenantView(api, tenant, clock);
      views.set(tenant, view);
      return view;
    },
    callingProfiles: () => (profiles ??= api.callingProfiles()),
    writes: (tenant) => {
      const shared = writes.get(tenant) ?? new TenantWrites(context, tenant);
      writes.set(tenant, shared);
      return shared;
    },
  };
  return context;
}

function holdingOf(platform: string, id: string, state: AllocationState) {
  // What it left to another allocation counts as held until that one has it: a run may have broken off in between.
  const own = numbersOf(state);
  const handedOver = NumberSet.fromCanonical(state.__handedOver).minus(own);
  const numbers = own.union(handedOver).toCanonical();
  const left = handedOver.isEmpty ? undefined : handedOver.toCanonical();
  const { __urn: urn, msTenantId: tenant, pending, __pendingTasks: tasks, __lostAt: lostAt } = state;
  return { kind: "held" as const, id, urn, platform, tenant, numbers, left, pending, tasks, lostAt };
}
