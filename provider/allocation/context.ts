import type { Cancellation } from "../cancellation";
import type { Clock } from "../clock";
import type { Settings } from "../config/settings";
import type { Engine } from "../engine/engine";
import type { CallingProfile, LivePlatform } from "../liveplatform";
import type { Ownership } from "../run/ownership";
import type { UploadJournal } from "../run/upload-journal";
import type { RunRegistry } from "../run/run-registry";
import type { AllocationState } from "./model";
import type { ReleaseBrake } from "./release-brake";
import type { TenantView } from "./tenant-view";
import type { TenantWrites } from "./tenant-writes";

/** What every step of an allocation's life works with: one per provider process. */
export interface Context {
  readonly settings: Settings;
  /** The platform's identity: the normalised base URL. */
  readonly platform: string;
  readonly api: LivePlatform;
  readonly clock: Clock;
  /** A number from 0 up to 1, as Math.random. */
  readonly random: () => number;
  readonly engine: Engine;
  readonly registry: RunRegistry;
  readonly ownership: Ownership;
  readonly journal: UploadJournal;
  readonly brake: ReleaseBrake;
  readonly cancellation: Cancellation;
  /** The URNs that this process has checked: a `diff` of another one belongs to a refresh, not to the program. */
  readonly checked: Set<string>;
  /** The URNs of allocations of which this process has said what an up will do. */
  readonly foretold: Set<string>;
  /** A warning on a resource; the same one is not repeated in this process. */
  warnOnce(urn: string, message: string): void;
  /** Tells the run what the state holds at its start. */
  hold(id: string, state: AllocationState): void;
  /** What is known of a tenant in this operation, shared by all its allocations. */
  view(tenant: string): TenantView;
  /** The platform's calling profiles: asked for once, where something depends on them. */
  callingProfiles(): Promise<CallingProfile[]>;
  /** What is written to a tenant in this operation, shared by all its allocations. */
  writes(tenant: string): TenantWrites;
}
