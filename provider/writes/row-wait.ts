import type { WriteContext } from "./write-context";

const LOOK_EVERY_MS = 250;

/** A wait on a resource's row, told anew each second; one that is over within a second is not told. */
export class RowWait {
  readonly #context: WriteContext;
  readonly #urns: readonly string[];
  readonly #started: number;
  #told = 0;

  constructor(context: WriteContext, urns: readonly string[]) {
    this.#context = context;
    this.#urns = urns;
    this.#started = context.clock.now();
  }

  /** So long it has taken. */
  get ms(): number {
    return this.#context.clock.now() - this.#started;
  }

  /** Until the next look. `what` is waited for: `the release of 100 numbers`. */
  async wait(what: string): Promise<void> {
    const { clock, engine } = this.#context;
    const seconds = Math.floor(this.ms / 1000);
    if (seconds !== this.#told)
      for (const urn of this.#urns) engine.progress(urn, `${seconds} s · waiting for ${what}`);
    this.#told = seconds;
    await clock.sleep(LOOK_EVERY_MS);
  }
}
