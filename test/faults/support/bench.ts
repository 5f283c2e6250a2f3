import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator";
import type { Context } from "../../../provider/allocation/context";
import type { Settings } from "../../../provider/config/settings";
import { NumberSet } from "../../../provider/numbers/number-set";
import { Ledger } from "../../../provider/run/ledger";
import { RunLog } from "../../../provider/run/run-log";
import { SentLog } from "../../../provider/run/sent-log";
import { randomFrom } from "../../model/universe";
import { Gate } from "../../support/in-process/gate";
import { openProcess } from "../../support/in-process/provider-process";
import { Credential } from "./credential";
import { WriteWatch } from "./write-watch";

export { OTHER_TENANT, TENANT } from "../../support/default-seed";

export const TASK_MS = 2_000;
/** Short: a task that never ends is asked about again and again until then. */
export const TASK_TIMEOUT_MS = 300_000;

const SETTINGS = { taskTimeoutMs: TASK_TIMEOUT_MS, maxReleases: 10_000 };

/** All runs have the same address, as they may have in life: each begins with an empty registry. */
const ADDRESS = "127.0.0.1:4711";

const WRITERS = ["program", "provider"] as const;

/** The platform in virtual time, and the provider's processes of one run after the other. */
export class Bench {
  readonly credential = new Credential();
  /** What the provider showed to people while it worked. */
  readonly shown: string[] = [];
  /** Called before each request, e.g. to change the tenant in between. */
  meanwhile: (path: string, verb: string) => void = () => undefined;
  /** Of waits; 0.5 makes each as long as it is meant to be. */
  random: () => number = () => 0.5;
  readonly #folder = mkdtempSync(join(tmpdir(), "faults-"));
  readonly #journals = join(this.#folder, "journals");
  #platform: { emulator: Emulator; gate: Gate; watch: WriteWatch } | undefined;
  #processes = 0;
  #isDestroy = false;
  #context: Context | undefined;

  async start(options: EmulatorOptions = {}): Promise<void> {
    mkdirSync(this.#journals);
    const emulator = await startEmulator({
      time: "virtual",
      now: Date.UTC(2026, 0, 5),
      random: randomFrom(7),
      acceptToken: this.credential.accepts,
      taskDurationMs: TASK_MS,
      acquireAfterMs: 30_000,
      ...options,
    });
    const watch = new WriteWatch(emulator, TASK_MS);
    const gate = new Gate(emulator.url, {
      now: () => emulator.now(),
      advance: (ms) => emulator.advance(ms),
      before: (request) => this.#before(request),
      after: () => watch.after(),
    });
    this.#platform = { emulator, gate, watch };
  }

  get emulator(): Emulator {
    return this.#started.emulator;
  }

  get gate(): Gate {
    return this.#started.gate;
  }

  get watch(): WriteWatch {
    return this.#started.watch;
  }

  get #started() {
    if (this.#platform === undefined) throw new Error("a bench is started before its first test");
    return this.#platform;
  }

  async close(): Promise<void> {
    this.gate.close();
    await this.emulator.close();
    rmSync(this.#folder, { recursive: true });
  }

  /** The next cell begins with an untouched platform. */
  reset(): void {
    this.emulator.reset();
    this.watch.reset();
    this.credential.reset();
    this.shown.length = 0;
    this.meanwhile = () => undefined;
    this.forgetJournals();
  }

  /** The next run is on another machine: nothing but the state comes with it. */
  forgetJournals(): void {
    for (const name of readdirSync(this.#journals)) rmSync(join(this.#journals, name));
  }

  /** A run of the CLI begins; numbers that it declares are not to be released. */
  begin(kind: "up" | "destroy", declared: NumberSet, settings: Partial<Settings> = {}): void {
    // Here they are one process, which lives on: each clears what it wrote in the run before.
    for (const writer of WRITERS) new RunLog(ADDRESS, writer, this.#folder).clear();
    new Ledger(ADDRESS, "program", this.#folder).add({ fact: "program", phase: "declared" });
    this.#isDestroy = kind === "destroy";
    this.watch.declared = this.#isDestroy ? NumberSet.empty : declared;
    this.startProcess(settings);
  }

  /** A process of the provider that has seen nothing yet, in the run that goes on. */
  startProcess(settings: Partial<Settings> = {}): void {
    this.#processes += 1;
    this.#context = openProcess({
      ...{ url: this.emulator.url, gate: this.gate, random: this.random, shown: this.shown },
      tokenSource: this.credential,
      journal: new SentLog(this.#journals, `${this.#processes}`),
      run: { address: ADDRESS, folder: this.#folder, isDestroy: this.#isDestroy },
      settings: { ...SETTINGS, ...settings },
    });
  }

  /** Of the process that runs. */
  get context(): Context {
    if (this.#context === undefined) throw new Error("no run has begun");
    return this.#context;
  }

  /** Runs what asks the platform and waits to its end. */
  drive<T>(operation: () => Promise<T>): Promise<T> {
    this.gate.begin(() => 0, undefined);
    return this.gate.drive(operation());
  }

  #before(request: Parameters<WriteWatch["before"]>[0]): void {
    const { pathname, search } = new URL(request.url);
    this.meanwhile(decodeURIComponent(pathname + search), request.verb);
    this.watch.before(request);
  }
}
