import type { Clock } from "../common/clock";
import { NumberSet } from "../numbers/number-set";
import type { Declaration, Ledger, Remembered } from "./ledger";
import { type Forecast, StackLog } from "./stack-log";

/** What an operation tells those that come after it. */
export interface Outlook {
  /** A `check` has seen this. */
  declare(declared: Forecast): void;
  /** The state has this id, under this URN. */
  see(id: string, urn: string): void;
  /** It has it no more. */
  forget(id: string, urn: string): void;
}

/** For those who have no stack. */
export const NO_OUTLOOK: Outlook = {
  declare: () => undefined,
  see: () => undefined,
  forget: () => undefined,
};

interface Run {
  readonly engineAddress: string;
  /** See `StackLog`. */
  readonly cli: string | undefined;
  /** Tenants of which a person accepts in this run that allocations have left the state. Default: none. */
  readonly acceptLoss?: ReadonlySet<string>;
  readonly root?: string;
}

/**
 * The log of a stack as a provider's process uses it: the first `check` reads what the preview has forecast. Nothing here may fail an
 * operation: without it numbers are released later.
 */
export class StackOutlook implements Outlook {
  readonly #ledger: Ledger;
  readonly #run: Run;
  readonly #clock: Clock;
  #log: StackLog | undefined;
  #isBroken = false;

  constructor(ledger: Ledger, run: Run, clock: Clock) {
    this.#ledger = ledger;
    this.#run = run;
    this.#clock = clock;
  }

  declare(declared: Forecast): void {
    this.#use(declared.urn, (log) => {
      if (this.#ledger.forecast === undefined)
        this.#ledger.expect(new Map([...log.forecast].map(([key, one]) => [key, declarationOf(one)])));
      log.declare(declared);
    });
  }

  see(id: string, urn: string): void {
    this.#use(urn, (log) => {
      log.see(id, urn);
    });
  }

  forget(id: string, urn: string): void {
    this.#use(urn, (log) => {
      log.forget(id, urn);
    });
  }

  #open(urn: string): StackLog {
    const log = new StackLog({ ...this.#run, urn, now: this.#clock.now() });
    this.#ledger.remembered = log.remembered();
    this.#ledger.hasLeft = (one) => this.#hasLeft(log, one);
    return log;
  }

  #hasLeft(log: StackLog, { id, urn }: Remembered): boolean {
    const [tenant = ""] = id.split("/");
    const isAccepted = this.#run.acceptLoss?.has(tenant) ?? false;
    try {
      if (!isAccepted && !log.isElsewhere(id)) return false;
      log.forget(id, urn);
      this.#ledger.remembered = log.remembered();
      return true;
    } catch {
      return false;
    }
  }

  #use(urn: string, work: (log: StackLog) => void): void {
    if (this.#isBroken) return;
    try {
      work((this.#log ??= this.#open(urn)));
    } catch {
      this.#isBroken = true;
    }
  }
}

function declarationOf({ urn, platform, tenant, numbers }: Forecast): Declaration {
  return { urn, platform, tenant, numbers: numbers && NumberSet.fromCanonical(numbers), isChecked: false };
}
