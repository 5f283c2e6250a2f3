/** Numbers in [0, 1), like Math.random. */
export type Random = () => number;

/** Makes the emulator's identifiers out of one source of randomness, so that a seeded one repeats them. */
export class Ids {
  constructor(readonly random: Random) {}

  guid(): string {
    const hex = this.hex(32);
    const variant = "89ab"[Math.floor(this.random() * 4)] ?? "8";
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** A W3C trace id as ASP.NET prints it. */
  trace(): string {
    return `00-${this.hex(32)}-${this.hex(16)}-00`;
  }

  /** What the vendor's support asks for. */
  errorTicket(): string {
    return this.hex(8).toUpperCase();
  }

  private hex(length: number): string {
    return Array.from({ length }, () => Math.floor(this.random() * 16).toString(16)).join("");
  }
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return GUID.test(text);
}
