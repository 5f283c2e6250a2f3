import { randomBytes } from "node:crypto";
import { answerControl } from "./control/control";
import { type NumbersArg, expandNumbers } from "./e164";
import type { NumberEntity, Refusable } from "./entities";
import { type LogEntry, shortList } from "./event-log";
import { type FaultHandle, type FaultRule, ruleText } from "./faults";
import type { Incoming } from "./incoming";
import type { EmulatorOptions } from "./options";
import { type Overview, overviewOf } from "./overview";
import { Persistence } from "./persistence";
import { plant } from "./plant";
import { Portal } from "./portal";
import { type Counts, type RecordedRequest, countRequests } from "./request-log";
import { RowFinder, type RowPage, type RowQuery } from "./rows";
import { type Listener, listen } from "./server";
import { Invitations } from "./site/invitations";
import { answerSite } from "./site/site";
import { World } from "./world";

/** A running emulator. */
export class Emulator {
  /** What clients take as base URL, with `/tenantui`. */
  url = "";
  /** The bearer token that requests must carry. */
  readonly token: string;
  /** What happens behind the client's back. */
  readonly portal: Portal;
  readonly #world: World;
  readonly #rows: RowFinder;
  readonly #invitations = new Invitations();
  readonly #persistence: Persistence | undefined;
  #listener: Listener | undefined;

  /** Use `startEmulator`, which also listens. @internal */
  constructor(options: EmulatorOptions) {
    this.token = options.token ?? `emulator-${randomBytes(24).toString("hex")}`;
    this.#world = new World(options);
    this.portal = new Portal(this.#world);
    this.#rows = new RowFinder(this.#world);
    this.#persistence =
      options.stateFile === undefined ? undefined : new Persistence(this.#world, options.stateFile);
    if (this.#persistence?.load() !== true) plant(this.#world, this.#world.settings.seed);
    // A file that cannot be written is told before anybody relies on it.
    this.#persistence?.flush();
    this.#world.onChange = () => this.#persistence?.soon();
  }

  /** @internal */
  async listen({
    onRequest,
    onLog,
    acceptToken,
  }: Pick<EmulatorOptions, "onRequest" | "onLog" | "acceptToken">): Promise<void> {
    const control = answerControl(this);
    if (onLog !== undefined) this.#world.log.onEntry = onLog;
    const accept = (token: string) => token === this.token || acceptToken?.(token) === true;
    const site = (incoming: Incoming) =>
      answerSite(incoming, { invitations: this.#invitations, token: this.token });
    this.#listener = await listen(this.#world, { acceptToken: accept, onRequest, control, site });
    this.url = `${this.#listener.origin}/tenantui`;
  }

  /** Ends all connections and writes the state. */
  async close(): Promise<void> {
    await this.#listener?.close();
    this.#persistence?.flush();
  }

  /** Back to the seed: no tasks, rules, refusals or recorded requests. Time goes on from where it is. */
  reset(): void {
    this.#world.clear();
    plant(this.#world, this.#world.settings.seed);
    this.#world.did("reset to the seed");
  }

  /** Milliseconds since 1970, in the emulator's time. */
  now(): number {
    return this.#world.now();
  }

  /** Moves time on, and does all that falls due: tasks end, numbers are acquired. */
  advance(ms: number): void {
    this.#world.clock.advance(ms);
    this.#world.now();
    this.#world.store.touch();
    this.#world.did(`advance time by ${ms} ms`);
  }

  /** Puts a rule in force, see HttpFault, TaskFault and ListFault. */
  fail(rule: FaultRule): FaultHandle {
    this.#world.did(`fault ${ruleText(rule)}`);
    return this.#world.faults.add(rule);
  }

  /** Lifts a rule by its id; throws where there is none. */
  unfail(id: string): void {
    if (!this.#world.faults.remove(id)) throw new Error(`id: no rule ${id} is in force.`);
    this.#world.did(`lift fault ${id}`);
  }

  /**
   * From now on tasks refuse these numbers, and do the others. With `numberStatus` it is the validation of number-status
   * that objects to them.
   */
  refuse(numbers: NumbersArg, reason: string, operation: Refusable = "upload"): void {
    for (const number of expandNumbers(numbers))
      this.#world.store.refusals.set(`${operation} ${number}`, reason);
    this.#world.store.touch();
    this.#world.did(`refuse ${operation} of ${shortList(numbers)}: ${reason}`);
  }

  unrefuse(numbers: NumbersArg, operation: Refusable = "upload"): void {
    for (const number of expandNumbers(numbers)) this.#world.store.refusals.delete(`${operation} ${number}`);
    this.#world.store.touch();
    this.#world.did(`refuse ${operation} of ${shortList(numbers)} no more`);
  }

  /** Requests to the API since the start or the last reset, in order of arrival. */
  get requests(): readonly RecordedRequest[] {
    return this.#world.requests;
  }

  /** Those that reached one endpoint: `upload`, `release`, `listV3`, `number`, `task` … */
  requestsTo(route: string): RecordedRequest[] {
    return this.#world.requests.filter((request) => request.route === route);
  }

  /** What happened after the entry of a serial number: requests, actions of the portal, tasks that ended. */
  log(after = 0): LogEntry[] {
    this.#world.now();
    return this.#world.log.after(after);
  }

  get counts(): Counts {
    const { store, requests } = this.#world;
    const sum = (tally: ReadonlyMap<string, number>) =>
      [...tally.values()].reduce((all, one) => all + one, 0);
    return {
      ...countRequests(requests),
      numbersUploaded: sum(store.uploads),
      numbersReleased: sum(store.releases),
    };
  }

  /** Tenants with their count of numbers, calling profiles, tasks and rules in force. */
  overview(): Overview {
    return structuredClone(overviewOf(this.#world));
  }

  /** A page of the numbers that a person looks for. */
  rows(query: RowQuery = {}): RowPage {
    return this.#rows.page(query);
  }

  /** All numbers that match. */
  matches(query: RowQuery = {}): string[] {
    return this.#rows.matches(query);
  }

  /** A link that opens the portal page in a browser of this machine, once. */
  invite(): string {
    return `${new URL(this.url).origin}/#${this.#invitations.issue()}`;
  }

  /** Copies of the rows, sorted by id; of one tenant, or all. */
  numbers(tenant?: string): NumberEntity[] {
    this.#world.now();
    return structuredClone([...this.#world.store.list({ tenantId: tenant?.toLowerCase() })]);
  }

  /** How often an upload turned the number into a row. */
  uploadsOf(number: string): number {
    this.#world.now();
    return this.#world.store.uploads.get(number) ?? 0;
  }

  /** How often a release took the number away. */
  releasesOf(number: string): number {
    this.#world.now();
    return this.#world.store.releases.get(number) ?? 0;
  }
}
