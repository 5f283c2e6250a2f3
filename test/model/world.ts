import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Emulator, startEmulator } from "../../emulator";
import { platformOf } from "../../provider/config/platform";
import { NumberSet } from "../../provider/numbers/number-set";
import { SentLog } from "../../provider/run/sent-log";
import { numbersOf } from "../../provider/state/owned-numbers";
import { type AllocationState, parseState } from "../../provider/state/state";
import { Gate } from "../support/in-process/gate";
import type { Values } from "../support/in-process/provider-process";
import { type Resource, Stack, stateOf } from "../support/in-process/stack";
import { type PortalChange, changePortal } from "./disturbances";
import type { Plan } from "./plan";
import { Program } from "./program";
import { TOKEN, randomFrom } from "./universe";
import { Watch } from "./watch";

/** Long enough that operations overlap with tasks, and that an impatient run gives up on one. */
export const TASK_MS = 20_000;

/** The platform, a stack and its program, and whoever looks on. */
export class World {
  readonly program = new Program();
  stack = new Stack();
  readonly gate: Gate;
  readonly watch: Watch;
  /** What broke a rule, in words. */
  readonly violations: string[] = [];
  /** By tenant, numbers that no state need know of: a run that broke off sent them, or releaseRemoved: false let them go. */
  readonly abandoned = new Map<string, NumberSet>();
  /** By tenant, those among them that the journal names. */
  readonly #left = new Map<string, NumberSet>();
  /** Ids of rows that somebody else gave to another tenant. */
  readonly moved = new Set<number>();
  /** Numbers that somebody else changed while the operation ran. */
  touched = NumberSet.empty;
  /** Commands that the story has had. */
  commands = 0;
  #meanwhile: Plan["meanwhile"] = [];

  private constructor(
    readonly emulator: Emulator,
    readonly folder: string,
  ) {
    this.watch = new Watch(this);
    this.gate = new Gate(emulator.url, {
      now: () => emulator.now(),
      advance: (ms) => emulator.advance(ms),
      before: (request, count) => {
        for (const { at, change } of this.#meanwhile) if (at === count) this.portal(change);
        this.watch.before(request);
      },
      after: () => this.watch.after(),
    });
  }

  static async start(): Promise<World> {
    const emulator = await startEmulator({
      time: "virtual",
      now: Date.UTC(2026, 0, 5),
      random: randomFrom(7),
      token: TOKEN,
      taskDurationMs: TASK_MS,
      acquireAfterMs: 30_000,
    });
    return new World(emulator, mkdtempSync(join(tmpdir(), "model-")));
  }

  async end(): Promise<void> {
    this.gate.close();
    await this.emulator.close();
    rmSync(this.folder, { recursive: true });
  }

  begin(meanwhile: Plan["meanwhile"]): void {
    this.#meanwhile = meanwhile;
    this.commands += 1;
    this.touched = NumberSet.empty;
  }

  portal(change: PortalChange): void {
    const changed = changePortal(this.emulator, change);
    this.touched = this.touched.union(changed);
    if (change.portal !== "move") return;
    for (const row of this.emulator.numbers()) if (changed.has(row.telephoneNumber)) this.moved.add(row.id);
  }

  /** What an update with releaseRemoved: false took out stays in the tenant, for another stack. */
  letGo(before: AllocationState, after: Values): void {
    if (after["releaseRemoved"] !== false) return;
    const kept = numbersOf(parseState(after));
    this.abandon(before.msTenantId, numbersOf(before).minus(kept));
  }

  /** No run can know who has by now what an earlier one has left to another allocation: it names those numbers. */
  nameLeft({ msTenantId, handedOver }: AllocationState): void {
    this.abandon(msTenantId, handedOver);
  }

  /** What a replaced allocation leaves to one that may fail to take it is in the journal, where the next run finds it. */
  leave(replaced: Resource): void {
    const { urn } = replaced;
    const state = stateOf(replaced);
    const tenant = state.msTenantId;
    const journal = new SentLog(join(this.folder, "journals"), "reader");
    const noted = journal.left({ urn, platform: platformOf(this.emulator.url), tenant }, this.emulator.now());
    const left = noted.intersect(numbersOf(state));
    this.abandon(tenant, left);
    this.#left.set(tenant, this.leftIn(tenant).union(left));
  }

  abandon(tenant: string, numbers: NumberSet): void {
    this.abandoned.set(tenant, this.abandonedIn(tenant).union(numbers));
  }

  /** Whoever takes these over may also release them, to give them its own settings. */
  leftIn(tenant: string): NumberSet {
    return this.#left.get(tenant) ?? NumberSet.empty;
  }

  abandonedIn(tenant: string): NumberSet {
    return this.abandoned.get(tenant) ?? NumberSet.empty;
  }

  violate(rule: string): void {
    this.violations.push(rule);
  }
}
