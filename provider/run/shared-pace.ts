import { randomUUID } from "node:crypto";

import * as z from "zod";

import type { Clock } from "../common/clock";
import { hash } from "../common/hash";
import { parsedLine } from "./parsed-line";
import { privateFolder } from "./private-folder";
import { SharedLog } from "./shared-log";

/** So many requests of a kind may start in any window. */
interface PaceLimit {
  readonly kind: string;
  readonly requests: number;
  readonly windowMs: number;
}

interface Start {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kinds: readonly string[];
}

/** The log that all write for a while, and its files whose starts may still count. */
interface PaceFile {
  readonly bucket: number;
  readonly log: SharedLog;
  readonly files: readonly string[];
}

const lineSchema = z.object({ id: z.string(), at: z.number(), kinds: z.array(z.string()) });

/** A file holds the starts of so long a time, and what is older than two of them is removed. */
const FILE_MS = 10 * 60_000;
/** No window is longer. */
const PAST_MS = 15_000;
/** A start that comes so much later than planned is told. */
const LATE_MS = 50;
const LONG_WAIT_MS = 2000;
/** As often as somebody else may come between. */
const TRIES = 5;

/**
 * When requests to a platform may start, over all processes of this user on this machine. Each appends the time at which it will
 * start one, reads what others have appended before it, and plans anew where that is too early. There is no lock: the order in the
 * file decides. Where the folder cannot be used, nothing is waited for, and each process counts by itself.
 */
export class SharedPace {
  readonly #clock: Clock;
  readonly #folder: () => string;
  readonly #name: string;
  readonly #writer: string;
  readonly #starts = new Map<string, Start>();
  /** By kind, those of this process wait for each other: it plans one ahead. */
  readonly #turns = new Map<string, Promise<void>>();
  #file: PaceFile | undefined;
  #planned = 0;
  #isBroken = false;

  /**
   * @param platform which platform's limits they are
   * @param folder default: private to the user
   * @param writer whose starts it writes; default: nobody else's
   */
  constructor(
    platform: string,
    clock: Clock,
    folder: () => string = privateFolder,
    writer: string = randomUUID(),
  ) {
    this.#clock = clock;
    this.#writer = writer;
    this.#folder = folder;
    this.#name = `pace-${hash(platform, 16)}`;
  }

  /**
   * Resolves when one request may start that counts for all these limits.
   *
   * @param onLongWait told of a wait of two seconds and more
   */
  start(limits: readonly PaceLimit[], onLongWait: (waitMs: number) => void): Promise<void> {
    const key = limits.map(({ kind }) => kind).join();
    const turn = (this.#turns.get(key) ?? Promise.resolve()).then(() => this.#start(limits, onLongWait));
    this.#turns.set(
      key,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async #start(limits: readonly PaceLimit[], onLongWait: (waitMs: number) => void): Promise<void> {
    const planned = this.#guarded(() => this.#plan(limits));
    if (planned === undefined) return;
    const wait = planned.at - this.#clock.now();
    if (wait >= LONG_WAIT_MS) onLongWait(wait);
    if (wait > 0) await this.#clock.sleep(wait);
    const now = this.#clock.now();
    if (now - planned.at > LATE_MS) this.#guarded(() => this.#append({ ...planned, at: now }));
  }

  #plan(limits: readonly PaceLimit[]): z.infer<typeof lineSchema> {
    const kinds = limits.map(({ kind }) => kind);
    let at = this.#clock.now();
    for (let tries = 0; ; tries += 1) {
      this.#read();
      at = earliest([...this.#starts.values()], limits, at);
      const id = `${this.#writer} ${(this.#planned += 1)}`;
      this.#append({ id, at, kinds });
      this.#read();
      if (tries === TRIES || earliest(this.#before(id), limits, at) === at) return { id, at, kinds };
    }
  }

  #before(id: string): Start[] {
    const ids = [...this.#starts.keys()];
    return ids.slice(0, ids.indexOf(id)).flatMap((other) => this.#starts.get(other) ?? []);
  }

  #append(line: z.infer<typeof lineSchema>): void {
    this.#current().log.append(line);
  }

  #read(): void {
    const now = this.#clock.now();
    const { log, files } = this.#current();
    for (const { text } of log.readNew(files)) {
      const parsed = lineSchema.safeParse(parsedLine(text));
      if (parsed.success) this.#starts.set(parsed.data.id, parsed.data);
    }
    for (const [id, { at }] of this.#starts) if (at < now - PAST_MS) this.#starts.delete(id);
  }

  #current(): PaceFile {
    const bucket = Math.floor(this.#clock.now() / FILE_MS);
    if (this.#file?.bucket === bucket) return this.#file;
    const [own, last] = [bucket, bucket - 1].map((of) => `${this.#name}-${of}.jsonl`);
    const reads = (name: string): boolean => name.startsWith(`${this.#name}-`);
    const log = new SharedLog({ folder: this.#folder(), own: String(own), reads });
    log.recent(2 * FILE_MS);
    this.#file = { bucket, log, files: [String(last), String(own)] };
    return this.#file;
  }

  /** A folder that cannot be used is no reason not to ask the platform. */
  #guarded<T>(work: () => T): T | undefined {
    if (this.#isBroken) return undefined;
    try {
      return work();
    } catch {
      this.#isBroken = true;
      return undefined;
    }
  }
}

/** The first moment, from `from` on, at which one more start lets no window hold more than its limit. */
export function earliest(starts: readonly Start[], limits: readonly PaceLimit[], from: number): number {
  let at = from;
  for (;;) {
    const later = limits.map((limit) => afterConflict(starts, limit, at)).filter((one) => one > at);
    if (later.length === 0) return at;
    at = Math.max(...later);
  }
}

/** `at`, or, where a window around it would be too full, the end of the window that begins with the first start in it. */
function afterConflict(
  starts: readonly Start[],
  { kind, requests, windowMs }: PaceLimit,
  at: number,
): number {
  const near = starts
    .filter((start) => start.kinds.includes(kind) && Math.abs(start.at - at) < windowMs)
    .map((start) => start.at)
    .sort((a, b) => a - b);
  const next = near.findIndex((one) => one >= at);
  for (const [index, first] of near.entries()) {
    if (next !== -1 && index > next) break;
    const last = near[index + requests - 1];
    const from = index === next ? at : first;
    if (last !== undefined && last < from + windowMs) return first + windowMs;
  }
  return at;
}
