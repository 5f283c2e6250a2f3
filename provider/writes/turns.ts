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
}

type Begun<End> = { readonly end: Promise<End> } | { readonly refused: unknown };

/**
 * The requests of this process that change one tenant, until their tasks have ended. That none of its numbers may be in another
 * running operation can mean the tenant as a whole: what is refused for that, while others of ours are under way, is sent again when
 * they have ended. A refusal has done nothing.
 */
export class Turns {
  readonly #others = new Set<Promise<void>>();
  readonly #turns = new Lanes(1);

  /** Rejects where the request is refused, for another reason or by somebody else's operation. */
  async run<Accepted, End>(order: Order<Accepted, End>): Promise<End> {
    const first = await this.#begin(order);
    const begun = "end" in first ? first : await this.#inTurn(order, first.refused);
    return begun.end;
  }

  async #inTurn<Accepted, End>(
    order: Order<Accepted, End>,
    refused: unknown,
  ): Promise<{ readonly end: Promise<End> }> {
    if (!isBusy(refused) || this.#others.size === 0) throw refused;
    order.onBusy(refused);
    return this.#turns.run(async () => {
      for (;;) {
        await Promise.all(this.#others);
        const begun = await this.#begin(order);
        if ("end" in begun) return begun;
        if (!isBusy(begun.refused) || this.#others.size === 0) throw begun.refused;
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
