interface Due {
  readonly at: number;
  readonly run: (at: number) => void;
}

/** What is to happen later, run in order of time when somebody looks; no timers, so virtual time is exact. */
export class Schedule {
  readonly #dues: Due[] = [];

  add(at: number, run: (at: number) => void): void {
    let index = this.#dues.length;
    while (index > 0 && (this.#dues[index - 1]?.at ?? 0) > at) index--;
    this.#dues.splice(index, 0, { at, run });
  }

  /** Runs all that is due, and what that adds, each at its own time. */
  settle(now: number): void {
    for (let due = this.#dues[0]; due !== undefined && due.at <= now; due = this.#dues[0]) {
      this.#dues.shift();
      due.run(due.at);
    }
  }
}
