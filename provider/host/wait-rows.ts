import type { Clock } from "../common/clock";
import type { Engine } from "../engine/engine";
import { type Wait, WaitLine } from "../liveplatform";

/** Shows the waits of the client on the rows of all operations under way in this process: they share its limits. */
export class WaitRows {
  readonly #rows = new Set<string>();
  readonly #line: WaitLine;

  constructor(
    private readonly engine: Engine,
    clock: Clock,
  ) {
    this.#line = new WaitLine(clock, (line) => {
      for (const urn of this.#rows) engine.progress(urn, line);
    });
  }

  tell(wait: Wait): void {
    this.#line.tell(wait);
  }

  /** Runs an operation of a resource; resolves, or rejects, as it does. */
  async during<T>(urn: string, operation: () => Promise<T>): Promise<T> {
    const line = this.#line.current();
    if (line !== undefined) this.engine.progress(urn, line);
    this.#rows.add(urn);
    try {
      return await operation();
    } finally {
      this.#rows.delete(urn);
    }
  }
}
