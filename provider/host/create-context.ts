import type { Context } from "../allocation/context";
import { ReleaseBrake } from "../allocation/release-brake";
import { Cancellation } from "../common/cancellation";
import type { Clock } from "../common/clock";
import { type Settings, platformOf } from "../config/settings";
import type { Engine } from "../engine/engine";
import type { CallingProfile, LivePlatform } from "../liveplatform";
import type { KnownAllocation } from "../run/allocation";
import { Claims } from "../run/claims";
import type { Holds } from "../run/fact";
import type { Ledger } from "../run/ledger";
import type { SentLog } from "../run/sent-log";
import { NO_OUTLOOK, type Outlook } from "../run/stack-outlook";
import { numbersOf, owedBy } from "../state/owned-numbers";
import { hiddenIn } from "../state/settings-change";
import type { AllocationState } from "../state/state";
import { TenantView } from "../tenant/tenant-view";
import { readNotes } from "../writes/best-effort";
import { givenUp } from "../writes/released-before";
import { TaskPoller } from "../writes/task-poller";
import { TenantWrites } from "../writes/tenant-writes";

interface ContextParts {
  settings: Settings;
  api: LivePlatform;
  clock: Clock;
  random: () => number;
  engine: Engine;
  ledger: Ledger;
  journal: SentLog;
  /** Default: nothing is remembered. */
  outlook?: Outlook;
  /** Default: nobody cancels. */
  cancellation?: Cancellation;
}

export function createContext(parts: ContextParts): Context {
  const { settings, api, random, engine, ledger, journal, cancellation = new Cancellation() } = parts;
  const clock = untilCancelled(parts.clock, cancellation);
  const platform = platformOf(settings.baseUrl);
  const views = new Map<string, TenantView>();
  const warned = new Set<string>();
  const told = new Map<string, { text: string; urnBy: Holds["urnBy"] }>();
  const writes = new Map<string, TenantWrites>();
  const claims = new Claims(ledger, engine);
  let profiles: Promise<CallingProfile[]> | undefined;
  const context: Context = {
    ...parts,
    ...{ cancellation, clock, platform },
    outlook: parts.outlook ?? NO_OUTLOOK,
    claims,
    brake: new ReleaseBrake(settings.maxReleases, ledger, claims),
    tasks: new TaskPoller({
      ...{ clock, random, cancellation, intervals: settings },
      getTask: (taskId) => api.getTask(taskId),
    }),
    checked: new Set(),
    foretold: new Set(),
    foretellings: new Map(),
    unmanaged: new Map(),
    warnOnce: (urn, message) => {
      if (warned.has(`${urn} ${message}`)) return;
      warned.add(`${urn} ${message}`);
      engine.warn(urn, message);
    },
    tellHeld: (allocation, state, urnBy = "outputs") => {
      const holds = holdsOf(allocation, state);
      const text = JSON.stringify(holds);
      const known = told.get(allocation.id);
      // What its inputs say is news only where its outputs have said something else.
      if (known?.text === text && (known.urnBy === urnBy || urnBy === "inputs")) return;
      ledger.add({ ...holds, urnBy });
      told.set(allocation.id, { text, urnBy });
    },
    view: (tenant) => {
      const view = views.get(tenant) ?? new TenantView(api, tenant, clock);
      views.set(tenant, view);
      return view;
    },
    givenUp: (allocation, missing) => givenUp(context, allocation, missing),
    sentBefore: (allocation) =>
      readNotes(context, allocation.urn, () => journal.sentWith(allocation, clock.now())),
    callingProfiles: () => (profiles ??= api.callingProfiles()),
    writes: (tenant) => {
      const shared = writes.get(tenant) ?? new TenantWrites(context, tenant);
      writes.set(tenant, shared);
      return shared;
    },
  };
  return context;
}

function untilCancelled(clock: Clock, cancellation: Cancellation): Clock {
  return {
    now: () => clock.now(),
    sleep: (ms, signal) => cancellation.wait((cancelled) => clock.sleep(ms, signal ?? cancelled)),
  };
}

function holdsOf(
  { id, urn, platform, tenant }: KnownAllocation,
  state: AllocationState,
): Omit<Holds, "urnBy"> {
  // What it left to another allocation counts as held until that one has it: a run may have broken off in between.
  const own = numbersOf(state);
  const owes = owedBy(state).minus(own);
  const { numbers, tasks, lostAt } = state.sent;
  return {
    ...{ fact: "holds", id, urn, platform, tenant },
    numbers: own.union(owes).toCanonical(),
    owes: owes.isEmpty ? undefined : owes.toCanonical(),
    hidden: hiddenIn(state).map((one) => ({ ...one, numbers: one.numbers.toCanonical() })),
    sent: numbers.isEmpty ? undefined : { numbers: numbers.toCanonical(), tasks: [...tasks], lostAt },
  };
}
