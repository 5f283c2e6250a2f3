import type { Cancellation } from "../common/cancellation";
import type { Clock } from "../common/clock";
import type { Settings } from "../config/settings";
import type { Engine } from "../engine/engine";
import type { LivePlatform } from "../liveplatform";
import type { Claims } from "../run/claims";
import type { SentLog } from "../run/sent-log";
import type { TenantView } from "../tenant/tenant-view";
import type { TaskPoller } from "./task-poller";

export interface WriteContext {
  readonly settings: Settings;
  /** The platform's identity: the normalised base URL. */
  readonly platform: string;
  readonly api: LivePlatform;
  /** Nobody sleeps on once the run is cancelled. */
  readonly clock: Clock;
  /** A number from 0 up to 1, as Math.random. */
  readonly random: () => number;
  readonly engine: Engine;
  readonly claims: Claims;
  readonly journal: SentLog;
  readonly cancellation: Cancellation;
  readonly tasks: TaskPoller;
  /** A warning on a resource; the same one is not repeated in this process. */
  warnOnce(urn: string, message: string): void;
  /** What is known of a tenant in this operation, shared by all its allocations. */
  view(tenant: string): TenantView;
}
