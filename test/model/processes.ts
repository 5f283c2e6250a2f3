import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Context } from "../../provider/allocation/context";
import { type Settings, platformOf } from "../../provider/config/settings";
import { staticToken } from "../../provider/liveplatform";
import type { NumberSet } from "../../provider/numbers/number-set";
import { Ledger } from "../../provider/run/ledger";
import { SentLog } from "../../provider/run/sent-log";
import type { Gate } from "../support/in-process/gate";
import { openProcess } from "../support/in-process/provider-process";
import type { Plan } from "./plan";
import { type Declaration, urnOf } from "./program";
import { TENANTS, TOKEN } from "./universe";
import type { World } from "./world";

let addresses = 0;
let journals = 0;

/** The provider's processes in one operation, one for each explicit provider, and the program beside them. */
export class Processes {
  /** What the provider showed to people while it worked. */
  readonly shown: string[] = [];
  readonly #address = `127.0.0.1:${(addresses += 1)}`;
  readonly #contexts = new Map<number, Context>();
  readonly #world: World;
  readonly #plan: Plan;
  readonly #random: () => number;
  readonly #journal: SentLog;

  constructor(world: World, plan: Plan, random: () => number) {
    this.#world = world;
    this.#plan = plan;
    this.#random = random;
    this.#journal = openJournal(world);
  }

  contextOf(instance: number): Context {
    const context = this.#contexts.get(instance) ?? this.#start();
    this.#contexts.set(instance, context);
    return context;
  }

  /** What the constructors write, as the SDK does, before the engine asks about any of them. */
  declare(declarations: readonly Declaration[]): void {
    const ledger = new Ledger(this.#address, "program", this.#world.folder);
    const platform = platformOf(this.#world.emulator.url);
    ledger.add({ fact: "program", phase: "declared" });
    for (const { name, tenant, numbers } of declarations) {
      const known = { platform, tenant: TENANTS[tenant], numbers: numbers.toCanonical() };
      ledger.add({ fact: "declares", urn: urnOf(name), ...known });
    }
  }

  #start(): Context {
    const { emulator, gate, folder } = this.#world;
    return openProcess({
      ...{ url: emulator.url, gate, random: this.#random, journal: this.#journal, shown: this.shown },
      tokenSource: staticToken(TOKEN, "LIVEPLATFORM_TOKEN"),
      run: { address: this.#address, folder, isDestroy: this.#plan.command === "destroy" },
      settings: settingsOf(this.#plan),
    });
  }
}

/** A process that is gone does not tell how its uploads ended, though here its code runs on until all has failed. */
class MortalJournal extends SentLog {
  readonly #gate: Gate;

  constructor(folder: string, gate: Gate) {
    super(folder, String((journals += 1)));
    this.#gate = gate;
  }

  override end(key: string, arrived: NumberSet): void {
    if (!this.#gate.isProcessGone) super.end(key, arrived);
  }

  override narrow(key: string, numbers: NumberSet): void {
    if (!this.#gate.isProcessGone) super.narrow(key, numbers);
  }
}

/** One for all instances, whose processes are but one here. */
function openJournal({ folder, gate }: World): SentLog {
  const files = join(folder, "journals");
  mkdirSync(files, { recursive: true });
  return new MortalJournal(files, gate);
}

function settingsOf(plan: Plan): Partial<Settings> {
  const { maxReleases, taskTimeoutMs, pageSize, maxNumbersPerRequest } = plan;
  // People allow it where the run before was killed, and another machine has the journal.
  const accepted = new Set<string>(plan.acceptsLoss ? TENANTS : []);
  return {
    ...{ acceptLoss: accepted, adoptInterrupted: accepted },
    ...{ maxReleases, taskTimeoutMs, pageSize, maxNumbersPerRequest },
  };
}
