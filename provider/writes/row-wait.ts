import type { WriteContext } from "./write-context";

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

  /** `the release of 100 numbers`: what is waited for. */
  show(what: string): void {
    const seconds = Math.floor((this.#context.clock.now() - this.#started) / 1000);
    if (seconds === this.#told) return;
    this.#told = seconds;
    for (const urn of this.#urns) this.#context.engine.progress(urn, `${seconds} s · waiting for ${what}`);
  }
}
