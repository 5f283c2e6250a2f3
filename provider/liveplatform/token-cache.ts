import type { Clock } from "../common/clock";

/** A token as an issuer gives it. */
export interface IssuedToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresOnTimestamp: number;
  /** When the issuer would like to be asked again, where it says so. */
  readonly refreshAfterTimestamp?: number | undefined;
}

interface Held {
  readonly token: string;
  readonly endsAt: number;
  readonly renewAt: number;
  readonly issuedAt: number;
  /** It took the place of a token that the platform refused. */
  readonly afterRefusal: boolean;
}

const LONGEST_MARGIN_MS = 5 * 60_000;
/** Long enough for an issuer not to be asked by each of a hundred waiting calls, and for no one to notice. */
const PAUSE_AFTER_FAILURE_MS = 10_000;
/** The platform refuses what the issuer gives: a newer token of the same kind would be refused as well. */
const PAUSE_AFTER_REFUSAL_MS = 60_000;

/**
 * One token in memory for all callers: asked for once however many wait, and renewed before it ends: five minutes, or
 * half of what it has left when it comes, where that is less.
 */
export class TokenCache {
  readonly #fetch: () => Promise<IssuedToken>;
  readonly #clock: Clock;
  #held: Held | undefined;
  #asking: Promise<string> | undefined;
  #failure: { readonly error: unknown; readonly until: number } | undefined;

  constructor(fetch: () => Promise<IssuedToken>, clock: Clock) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /** A valid token. `refused`: one that the platform does not accept; it is renewed unless that has just been done. */
  async getToken({ refused }: { refused?: string } = {}): Promise<string> {
    const held = this.#held;
    const now = this.#clock.now();
    if (held === undefined || now >= held.endsAt) return this.#renew(false);
    if (refused === held.token) {
      return held.afterRefusal && now < held.issuedAt + PAUSE_AFTER_REFUSAL_MS
        ? held.token
        : this.#renew(true);
    }

    if (now < held.renewAt) return held.token;
    // What cannot be renewed in advance is still good until it ends.
    return this.#renew(false).catch(() => held.token);
  }

  async #renew(afterRefusal: boolean): Promise<string> {
    if (this.#failure !== undefined && this.#clock.now() < this.#failure.until) throw this.#failure.error;
    this.#asking ??= this.#ask(afterRefusal).finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #ask(afterRefusal: boolean): Promise<string> {
    try {
      const issued = await this.#fetch();
      this.#held = held(issued, this.#clock.now(), afterRefusal);
      this.#failure = undefined;
      return issued.token;
    } catch (error) {
      this.#failure = { error, until: this.#clock.now() + PAUSE_AFTER_FAILURE_MS };
      throw error;
    }
  }
}

function held(issued: IssuedToken, now: number, afterRefusal: boolean): Held {
  const { token, expiresOnTimestamp: endsAt, refreshAfterTimestamp = Infinity } = issued;
  const latest = endsAt - Math.min(LONGEST_MARGIN_MS, (endsAt - now) / 2);
  return { token, endsAt, renewAt: Math.min(latest, refreshAfterTimestamp), issuedAt: now, afterRefusal };
}
