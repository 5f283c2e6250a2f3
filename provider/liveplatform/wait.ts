import type { HttpAnswer } from "./http";
import type { LostAnswer } from "./lost-answer";

/** A pause before a request goes out. */
export interface Wait {
  waitMs: number;
  /** For people: `the platform asks to slow down (429)`. */
  why: string;
}

/** Why a request that met this is sent again only after a while. */
export function whyWait(failure: HttpAnswer | LostAnswer): string {
  if (failure.kind === "lost") return `${failure.reason}; then the request is sent again`;
  if (failure.status === 429) return "the platform asks to slow down (429)";
  return failure.header("retry-after") === undefined
    ? `the platform answered ${failure.status}; then the request is sent again`
    : `the platform asks to come back later (${failure.status})`;
}
