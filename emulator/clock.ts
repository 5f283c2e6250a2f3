/** The emulator's time: the machine's, or one that only moves when told to. */
export class EmulatorClock {
  readonly #base: () => number;
  #offset = 0;

  constructor(time: "real" | "virtual", start: number | undefined) {
    const origin = start ?? Date.now();
    const shift = start === undefined ? 0 : start - Date.now();
    this.#base = time === "real" ? () => Date.now() + shift : () => origin;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#base() + this.#offset;
  }

  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`Emulator: cannot advance by ${ms} ms.`);
    this.#offset += ms;
  }
}

/** A moment as the service writes it: seven decimals and an offset. */
export function timestamp(ms: number, serial = 0): string {
  return `${new Date(ms).toISOString().slice(0, 23)}${fraction(serial)}+00:00`;
}

/** The same, as tasks write it: with a Z. */
export function taskTimestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 23)}0000Z`;
}

/** .NET ticks; beyond Number's exact integers, hence a string of digits. */
export function ticks(ms: number): string {
  return (BigInt(Math.floor(ms)) * 10_000n + 621_355_968_000_000_000n).toString();
}

function fraction(serial: number): string {
  return String(serial % 10_000).padStart(4, "0");
}
