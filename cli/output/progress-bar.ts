const WIDTH = 30;
const CLEAR_LINE = "\r\u001b[K";

/** What a bar is drawn on: standard error, so that what is piped stays clean. */
export interface BarTerminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** A bar on one line of a terminal; elsewhere nothing is written. `done` takes it away. */
export class ProgressBar {
  readonly #terminal: BarTerminal;
  readonly #noun: string;

  constructor(terminal: BarTerminal, noun: string) {
    this.#terminal = terminal;
    this.#noun = noun;
  }

  show(done: number, total: number): void {
    if (this.#terminal.isTTY !== true) return;
    const filled = total === 0 ? WIDTH : Math.min(WIDTH, Math.round((done / total) * WIDTH));
    const bar = `${"#".repeat(filled)}${"-".repeat(WIDTH - filled)}`;
    this.#terminal.write(`${CLEAR_LINE}[${bar}] ${done} of ${total} ${this.#noun}`);
  }

  done(): void {
    if (this.#terminal.isTTY === true) this.#terminal.write(CLEAR_LINE);
  }
}
