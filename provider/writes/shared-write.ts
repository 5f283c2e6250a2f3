import type { Clock } from "../common/clock";
import { Gathering } from "../common/gathering";
import { Lanes } from "../common/lanes";
import { NumberSet } from "../numbers/number-set";
import { type Reason, narrowReasons } from "../state/reason";
import type { Turns } from "./turns";

/**
 * Allocations that write within so long of each other share their requests. A busy machine takes seconds to begin a hundred, and
 * each request that is saved is one fewer of ten in ten seconds.
 */
const MOMENT = { quietMs: 200, longestMs: 3000 };
/** Requests of one kind that a tenant has under way side by side. */
const WIDTH = 5;

export interface Part {
  readonly urn: string;
  readonly numbers: NumberSet;
  /** How long it waits for a task. */
  readonly timeoutMs: number;
}

/** What the kinds of writes of one tenant have in common. */
export interface SharedOptions {
  readonly clock: Clock;
  /** The most numbers in one request. */
  readonly maxNumbers: number;
  /** Whether others may be about to write: who is alone does not wait for them. */
  readonly mayBeShared: () => boolean;
  readonly turns: Turns;
}

/**
 * So many requests a part is sent in at the most, each without the numbers that the ones before were refused for: a platform may
 * name one at a time of those that it will not take.
 */
const MOST_REQUESTS = 4;

/** A request for all parts that have numbers in it. */
interface Request<P extends Part> {
  readonly numbers: NumberSet;
  readonly parts: readonly P[];
}

/** What came of a request for these numbers. */
interface Tried<Outcome> {
  readonly numbers: NumberSet;
  readonly outcome: Outcome;
  /** Nothing came of it, and not for the numbers that it names: those of one part may go through by themselves. */
  readonly isInVain: boolean;
}

interface UnderWay<P extends Part, Outcome> extends Request<P> {
  readonly tries: Promise<Tried<Outcome>[]>;
}

/** What is to be known of every outcome. */
export interface Answer {
  readonly reasons: readonly Reason[];
  /** The request was refused as a whole, or its task failed, and it has brought about nothing at all. */
  readonly isInVain: boolean;
  /** The numbers that the refusal, or an error of the task, names. */
  readonly named: NumberSet;
}

interface SharedWriteOptions<P extends Part, Ended, Outcome> extends Omit<SharedOptions, "turns"> {
  /** Sends one request for numbers of these parts and waits for its end. Never rejects. */
  readonly send: (numbers: NumberSet, parts: readonly P[]) => Promise<Ended>;
  /** Finds out what came of it. Never rejects. */
  readonly conclude: (ended: Ended) => Promise<Outcome>;
  readonly narrow: (outcome: Outcome, numbers: NumberSet) => Outcome;
}

/**
 * One kind of write of one tenant. What allocations write within a moment goes out in as few requests as it fits into. Where
 * a request is in vain, the numbers that are named go out no more, and the others once more without them; where none is named,
 * each allocation's part by itself: so that none fails for another number.
 */
export class SharedWrite<P extends Part, Ended, Outcome extends Answer> {
  readonly #options: SharedWriteOptions<P, Ended, Outcome>;
  readonly #lanes = new Lanes(WIDTH);
  readonly #gathering: Gathering<P, UnderWay<P, Outcome>[]>;

  constructor(options: SharedWriteOptions<P, Ended, Outcome>) {
    this.#options = options;
    this.#gathering = new Gathering(options.clock, MOMENT, (parts) => Promise.resolve(this.#sendAll(parts)));
  }

  /** What came of the requests that this part's numbers were in: of each, for these numbers. */
  async write(part: P): Promise<Outcome[]> {
    if (part.numbers.isEmpty) return [];
    const sent = this.#options.mayBeShared() ? await this.#gathering.join(part) : this.#sendAll([part]);
    const own = sent.filter(({ numbers }) => numbers.overlaps(part.numbers));
    const outcomes = await Promise.all(own.map((request) => this.#outcomesFor(part, request)));
    return outcomes.flat().map((outcome) => this.#options.narrow(outcome, part.numbers));
  }

  #sendAll(parts: readonly P[]): UnderWay<P, Outcome>[] {
    const all = NumberSet.unionOf(parts);
    const requests = all
      .chunks(this.#options.maxNumbers)
      .map((numbers) => ({ numbers, parts: parts.filter((part) => part.numbers.overlaps(numbers)) }));
    // Who has few numbers does not wait for all the requests of who has many.
    requests.sort((a, b) => fewest(a.parts) - fewest(b.parts));
    return requests.map((request) => ({ ...request, tries: this.#try(request) }));
  }

  async #outcomesFor(part: P, { parts, tries }: UnderWay<P, Outcome>): Promise<Outcome[]> {
    const own = (await tries).filter(({ numbers }) => numbers.overlaps(part.numbers));
    const outcomes = own.map(async ({ numbers, outcome, isInVain }) => {
      if (parts.length === 1 || !isInVain) return [outcome];
      const alone = await this.#try({ numbers: numbers.intersect(part.numbers), parts: [part] });
      return alone.map((one) => one.outcome);
    });
    return (await Promise.all(outcomes)).flat();
  }

  /** Sends a request, and where it is in vain for numbers that are named, once more without them. */
  async #try({ numbers, parts }: Request<P>, requests = MOST_REQUESTS): Promise<Tried<Outcome>[]> {
    const ended = await this.#lanes.run(() => this.#options.send(numbers, parts));
    const outcome = await this.#options.conclude(ended);
    const { isInVain } = outcome;
    const named = outcome.named.intersect(numbers);
    const others = numbers.minus(named);
    if (!isInVain || named.isEmpty) return [{ numbers, outcome, isInVain }];
    if (others.isEmpty || requests === 1) return [{ numbers, outcome, isInVain: false }];
    const rest = { numbers: others, parts: parts.filter((part) => part.numbers.overlaps(others)) };
    const refused = { numbers: named, outcome: this.#options.narrow(outcome, named), isInVain: false };
    return [refused, ...(await this.#try(rest, requests - 1))];
  }
}

/** What is to be known of an outcome, of some of its numbers. */
export function narrowAnswer<A extends Answer>(outcome: A, numbers: NumberSet): A {
  const named = outcome.named.intersect(numbers);
  return { ...outcome, reasons: narrowReasons(outcome.reasons, numbers), named };
}

export function joinAnswers(outcomes: readonly Answer[]): Answer {
  return {
    reasons: outcomes.flatMap(({ reasons }) => reasons),
    isInVain: outcomes.length > 0 && outcomes.every(({ isInVain }) => isInVain),
    named: NumberSet.unionAll(outcomes.map(({ named }) => named)),
  };
}

function fewest(parts: readonly Part[]): number {
  return Math.min(...parts.map(({ numbers }) => numbers.size));
}
