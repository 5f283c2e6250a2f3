import type { Clock } from "../clock";
import { counted } from "../counted";
import { Gathering } from "../gathering";
import { Lanes } from "../lanes";
import { NumberSet } from "../numbers/number-set";
import type { Shown } from "./await-task";
import type { WriteContext } from "./write-context";

/**
 * Allocations that write within so long of each other share their requests. A busy machine takes seconds to begin a hundred, and
 * each request that is saved is one fewer of ten in ten seconds.
 */
const MOMENT = { quietMs: 200, longestMs: 3000 };
/** Requests of one kind that a tenant has under way side by side. */
const WIDTH = 5;

/** What one allocation writes. */
export interface Part {
  readonly urn: string;
  readonly numbers: NumberSet;
  /** How long it waits for a task. */
  readonly timeoutMs: number;
}

/** What waits for a task as long as the most patient of these parts. */
export function patient(context: WriteContext, parts: readonly Part[]): WriteContext {
  const taskTimeoutMs = Math.max(...parts.map(({ timeoutMs }) => timeoutMs));
  return { ...context, settings: { ...context.settings, taskTimeoutMs } };
}

/** Shows on the row of each part what is done to its own numbers in a request, such as `releasing 100 numbers`. */
export function announce(
  context: WriteContext,
  verb: string,
  { numbers, parts }: { numbers: NumberSet; parts: readonly Part[] },
): Shown[] {
  const shown = parts.map((part) => ({
    urn: part.urn,
    what: `${verb} ${counted(part.numbers.intersect(numbers).size, "number")}`,
  }));
  for (const { urn, what } of shown) context.engine.progress(urn, what);
  return shown;
}

/** A request that was sent for all parts that have numbers in it. */
interface Sent<P extends Part, Outcome> {
  readonly numbers: NumberSet;
  readonly parts: readonly P[];
  readonly outcome: Promise<Outcome>;
}

export interface SharedWriteOptions<P extends Part, Ended, Outcome> {
  readonly clock: Clock;
  /** The most numbers in one request. */
  readonly maxNumbers: number;
  /** Whether others may be about to write: who is alone does not wait for them. */
  readonly mayBeShared: () => boolean;
  /** Sends one request for numbers of these parts and waits for its end. Never rejects. */
  readonly send: (numbers: NumberSet, parts: readonly P[]) => Promise<Ended>;
  /** Finds out what came of it. Never rejects. */
  readonly conclude: (ended: Ended) => Promise<Outcome>;
  /** Whether a request was refused, or its task failed, and brought about nothing at all. */
  readonly isInVain: (outcome: Outcome) => boolean;
}

/**
 * One kind of write of one tenant. What allocations write within a moment goes out in as few requests as it fits into; where
 * a shared request is in vain, each allocation's part goes out by itself, so that none fails for a number of another.
 */
export class SharedWrite<P extends Part, Ended, Outcome> {
  readonly #options: SharedWriteOptions<P, Ended, Outcome>;
  readonly #lanes = new Lanes(WIDTH);
  readonly #gathering: Gathering<P, Sent<P, Outcome>[]>;

  constructor(options: SharedWriteOptions<P, Ended, Outcome>) {
    this.#options = options;
    this.#gathering = new Gathering(options.clock, MOMENT, (parts) => Promise.resolve(this.#sendAll(parts)));
  }

  /** What came of the requests that this part's numbers were in: of each, also for the numbers of others. */
  async write(part: P): Promise<Outcome[]> {
    if (part.numbers.isEmpty) return [];
    const sent = this.#options.mayBeShared() ? await this.#gathering.join(part) : this.#sendAll([part]);
    const own = sent.filter(({ numbers }) => numbers.overlaps(part.numbers));
    return Promise.all(own.map((request) => this.#outcomeFor(part, request)));
  }

  #sendAll(parts: readonly P[]): Sent<P, Outcome>[] {
    const all = NumberSet.unionAll(parts.map(({ numbers }) => numbers));
    const requests = all.chunks(this.#options.maxNumbers).map((numbers) => ({
      numbers,
      parts: parts.filter((part) => part.numbers.overlaps(numbers)),
    }));
    // Who has few numbers does not wait for all the requests of who has many.
    requests.sort((a, b) => fewest(a.parts) - fewest(b.parts));
    return requests.map((request) => ({
      ...request,
      outcome: this.#send(request.numbers, request.parts),
    }));
  }

  async #outcomeFor(part: P, { numbers, parts, outcome }: Sent<P, Outcome>): Promise<Outcome> {
    const together = await outcome;
    if (parts.length === 1 || !this.#options.isInVain(together)) return together;
    return this.#send(numbers.intersect(part.numbers), [part]);
  }

  async #send(numbers: NumberSet, parts: readonly P[]): Promise<Outcome> {
    const ended = await this.#lanes.run(() => this.#options.send(numbers, parts));
    return this.#options.conclude(ended);
  }
}

function fewest(parts: readonly Part[]): number {
  return Math.min(...parts.map(({ numbers }) => numbers.size));
}
