import { Lanes } from "../common/lanes";
import { ApiError } from "../liveplatform";

/** How a platform may say, besides 409 and 423, that it does one thing at a time. */
const BUSY = /in progress|another (running )?operation|operation is running|running operation/i;

/** A request, and what is done once the platform has taken it. */
interface Order<Accepted, End> {
  readonly send: () => Promise<Accepted>;
  readonly wait: (accepted: Accepted) => Promise<End>;
  /** Called where the request has to wait for others of this process. */
  readonly onBusy: (refused: ApiError) => void;
  /** Waits for an operation that is none of this process, after so many waits; false where it is to be waited for no longer. */
  readonly waitForOthers: (refused: ApiError, waits: number) => Promise<boolean>;
}

type Begun<End> = { readonly end: Promise<End> } | { readonly refused: unknown };

/**
 * The requests of this process that change one tenant, until their tasks have ended. That none of its numbers may be in another
 * running operation can mean the tenant as a whole: what is refused for that, while others of ours are under way, is sent again when
 * they have ended. So is, for a while, what is refused for somebody else's operation in so many words, such as one of a run that was
 * cancelled. A refusal has done nothing.
 */
export class Turns {
  readonly #others = new Set<Promise<void>>();
  readonly #turns = new Lanes(1);

  /** Rejects where the request is refused for another reason, or somebody else's operation does not end. */
  async run<Accepted, End>(order: Order<Accepted, End>): Promise<End> {
    const first = await this.#begin(order);
    const begun = "end" in first ? first : await this.#inTurn(order, first.refused);
    return begun.end;
  }

  async #inTurn<Accepted, End>(
    order: Order<Accepted, End>,
    refused: unknown,
  ): Promise<{ readonly end: Promise<End> }> {
    if (!isBusy(refused)) throw refused;
    if (this.#others.size > 0) order.onBusy(refused);
    return this.#turns.run(async () => {
      let again = refused;
      for (let waits = 0; ;) {
        if (this.#others.size > 0) await Promise.all(this.#others);
        else if (!saysSo(again) || !(await order.waitForOthers(again, waits++))) throw again;
        const begun = await this.#begin(order);
        if ("end" in begun) return begun;
        if (!isBusy(begun.refused)) throw begun.refused;
        again = begun.refused;
      }
    });
  }

  async #begin<Accepted, End>({ send, wait }: Order<Accepted, End>): Promise<Begun<End>> {
    let isOver: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (isOver = resolve));
    this.#others.add(over);
    const finish = (): void => {
      this.#others.delete(over);
      isOver();
    };
    try {
      const accepted = await send();
      return { end: wait(accepted).finally(finish) };
    } catch (refused) {
      finish();
      return { refused };
    }
  }
}

function isBusy(refused: unknown): refused is ApiError {
  if (!(refused instanceof ApiError)) return false;
  return [409, 423].includes(refused.status) || (refused.isRefusal && BUSY.test(refused.message));
}

/** A bare 409 may be any other conflict, which no time solves. */
function saysSo({ status, said }: ApiError): boolean {
  return status === 423 || BUSY.test(said);
}
