import { setMaxListeners } from "node:events";

import { NotSentError } from "../liveplatform/errors";

/** So long a write may still take that was under way, or that puts right what was begun. */
const GRACE_MS = 3000;

/** What an error and a reason say of what was not done. */
export const CANCELLED = "the run was cancelled; run it again to continue";

/**
 * Somebody has asked the run to end (Ctrl-C). What only waits or reads ends at once; a write that is under way has a moment to
 * be answered, as its task is worth knowing.
 */
export class Cancellation {
  readonly #reads = new AbortController();
  readonly #writes = new AbortController();

  constructor() {
    // As many requests and waits as are under way listen.
    setMaxListeners(0, this.#reads.signal, this.#writes.signal);
  }

  /** Ends once: whoever is cancelled is not asked for anything more. */
  cancel(): void {
    if (this.#reads.signal.aborted) return;
    this.#reads.abort();
    setTimeout(() => {
      this.#writes.abort();
    }, GRACE_MS).unref();
  }

  get isCancelled(): boolean {
    return this.#reads.signal.aborted;
  }

  /** When a request of this kind is to be given up. */
  signalFor(kind: "read" | "write"): AbortSignal {
    return kind === "read" ? this.#reads.signal : this.#writes.signal;
  }

  /** Waits, and no longer once the run is cancelled; never rejects for that. */
  async wait(sleep: (signal: AbortSignal) => Promise<void>): Promise<void> {
    try {
      await sleep(this.#reads.signal);
    } catch (error) {
      if (!this.isCancelled) throw error;
    }
  }

  /** What comes before a request is sent; rejects once a request of this kind is not to be sent any more. */
  async before<T>(kind: "read" | "write", work: Promise<T>): Promise<T> {
    const signal = this.signalFor(kind);
    let stop = (): void => undefined;
    const cancelled = new Promise<never>((_, reject) => {
      stop = () => {
        reject(new NotSentError(`Not sent: ${CANCELLED}`));
      };
      if (signal.aborted) stop();
      signal.addEventListener("abort", stop);
    });
    try {
      return await Promise.race([work, cancelled]);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }
}
