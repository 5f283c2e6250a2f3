import type { CallingProfile } from "../liveplatform";
import type { NumberSet } from "../numbers/number-set";
import type { Allocation, KnownAllocation } from "../run/allocation";
import type { Holds } from "../run/fact";
import type { SentWith } from "../run/sent-settings";
import type { Outlook } from "../run/stack-outlook";
import type { AllocationState } from "../state/state";
import type { GivenUp } from "../writes/released-before";
import type { Writer } from "../writes/tenant-writes";
import type { ReleaseBrake } from "./release-brake";

/** Says what an up will do to an allocation's numbers. */
export type Foretelling = () => Promise<void> | void;

/** What every step of an allocation's life works with: one per provider process. */
export interface Context extends Writer {
  readonly brake: ReleaseBrake;
  /** What this operation tells those that come after it. */
  readonly outlook: Outlook;
  /** The URNs that this process has checked: a `diff` of another one belongs to a refresh, not to the program. */
  readonly checked: Set<string>;
  /** The URNs of allocations of which this process has said what an up will do. */
  readonly foretold: Set<string>;
  /** By URN: what is to be said of an up, should this operation prove to be a preview. */
  readonly foretellings: Map<string, Foretelling>;
  /** By tenant: numbers that a warning of this process has named as declared by nobody. */
  readonly unmanaged: Map<string, NumberSet>;
  /** Tells the run what the state holds. `urnBy`: who says that the URN is its, default the outputs. */
  tellHeld(allocation: KnownAllocation, state: AllocationState, urnBy?: Holds["urnBy"]): void;
  /** Those of missing numbers that the stack itself has given up: see `writes/released-before.ts`. */
  givenUp(allocation: Allocation, missing: NumberSet): Promise<GivenUp>;
  /** What runs have sent of which no state may know: and with which settings: see `doubts.ts`. */
  sentBefore(allocation: Allocation): readonly SentWith[];
  /** The platform's calling profiles: asked for once, where something depends on them. */
  callingProfiles(): Promise<CallingProfile[]>;
}
