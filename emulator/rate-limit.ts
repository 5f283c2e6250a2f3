import type { Limit, LimitGroup, Settings } from "./options";

/** Rolling windows, one for each group of endpoints. */
export class RateLimiter {
  readonly #limits: Settings["limits"];
  readonly #taken = new Map<LimitGroup, number[]>();

  constructor(limits: Settings["limits"]) {
    this.#limits = limits;
  }

  /** Takes a place in the window; when it is full, how many milliseconds until one is free. */
  take(group: LimitGroup, now: number): number | null {
    const limit = this.#limits[group];
    if (limit === null) return null;
    const taken = this.window(group, limit, now);
    const oldest = taken[0];
    if (taken.length >= limit.count && oldest !== undefined) return oldest + limit.perMs - now;
    taken.push(now);
    return null;
  }

  private window(group: LimitGroup, limit: Limit, now: number): number[] {
    const taken = (this.#taken.get(group) ?? []).filter((at) => at > now - limit.perMs);
    this.#taken.set(group, taken);
    return taken;
  }
}
