import type { RefusalCode } from "../common/refusal-code";

/** What is wrong with a declaration. */
export interface Failure {
  property: string;
  reason: string;
  /** What kind of refusal it is, where that is asserted. */
  code?: RefusalCode;
}
