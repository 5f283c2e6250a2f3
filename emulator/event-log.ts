import type { NumbersArg } from "./e164";

/** One line of what happened to a running emulator. */
export interface LogEntry {
  /** Counts up from 1. */
  readonly serial: number;
  /** Milliseconds since 1970, in the emulator's time. */
  readonly at: number;
  /** A request to the API; what somebody did behind the client's back; a task that ended. */
  readonly kind: "request" | "action" | "task";
  readonly text: string;
}

/** How many lines are kept. */
const KEPT = 2_000;

/** The last things that happened, oldest first. */
export class EventLog {
  /** Called with each new entry. */
  onEntry: (entry: LogEntry) => void = () => undefined;
  readonly #entries: LogEntry[] = [];
  #serial = 0;

  add(entry: Omit<LogEntry, "serial">): void {
    const numbered = { serial: ++this.#serial, ...entry };
    this.#entries.push(numbered);
    if (this.#entries.length > KEPT) this.#entries.shift();
    this.onEntry(numbered);
  }

  after(serial: number): LogEntry[] {
    return this.#entries.filter((entry) => entry.serial > serial);
  }
}

/** A few numbers by name, more by their count: no line of the log is longer than a terminal likes. */
export function shortList(numbers: NumbersArg): string {
  const entries = typeof numbers === "string" ? [numbers] : numbers;
  const shown = entries.slice(0, 3).join(", ");
  return entries.length <= 3 ? shown : `${shown} and ${entries.length - 3} more`;
}
