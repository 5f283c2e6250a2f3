import { EmulatorClock } from "./clock";
import { EventLog } from "./event-log";
import { Faults } from "./faults";
import { Ids } from "./ids";
import { type EmulatorOptions, type Settings, withDefaults } from "./options";
import { RateLimiter } from "./rate-limit";
import type { RecordedRequest } from "./request-log";
import { Schedule } from "./schedule";
import { Store } from "./store";

/** The one place that everything of a running emulator hangs on; `clear` leaves it as before the seed. */
export class World {
  readonly settings: Settings;
  readonly clock: EmulatorClock;
  readonly ids: Ids;
  /** Called whenever the store changed. */
  onChange: () => void = () => undefined;
  store = new Store(() => this.onChange());
  schedule = new Schedule();
  faults = new Faults();
  limiter: RateLimiter;
  readonly requests: RecordedRequest[] = [];
  readonly log = new EventLog();

  constructor(options: EmulatorOptions) {
    this.settings = withDefaults(options);
    this.clock = new EmulatorClock(this.settings.time, options.now);
    this.ids = new Ids(this.settings.random);
    this.limiter = new RateLimiter(this.settings.limits);
  }

  clear(): void {
    this.store = new Store(() => this.onChange());
    this.schedule = new Schedule();
    this.faults = new Faults();
    this.limiter = new RateLimiter(this.settings.limits);
    this.requests.length = 0;
  }

  /** Logs what somebody did behind the client's back. */
  did(text: string): void {
    this.log.add({ at: this.clock.now(), kind: "action", text });
  }

  /** The time, once all that was due by it has happened. */
  now(): number {
    const now = this.clock.now();
    this.schedule.settle(now);
    return now;
  }
}
