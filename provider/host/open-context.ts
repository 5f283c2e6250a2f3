import type { Context } from "../allocation/context";
import type { Cancellation } from "../common/cancellation";
import { systemClock } from "../common/clock";
import { fingerprints } from "../config/fingerprints";
import { misspeltVariables } from "../config/misspelt";
import { platformOf } from "../config/platform";
import { readSettings } from "../config/settings";
import { connect } from "../config/sign-in";
import type { Engine } from "../engine/engine";
import { Ledger } from "../run/ledger";
import { RunLog } from "../run/run-log";
import { SentLog } from "../run/sent-log";
import { SharedPace } from "../run/shared-pace";
import { StackOutlook } from "../run/stack-outlook";
import { createContext } from "./create-context";
import { StoredConfiguration } from "./stored-configuration";
import { WaitRows } from "./wait-rows";

export interface HostEngine {
  /** Names the run. */
  readonly address: string;
  /** See `cliIdentity`. */
  readonly cli: string | undefined;
  readonly engine: Engine;
  /** Whether a program runs, as far as this process can tell: it warns of settings by itself, and they are today's. */
  hasProgram(): Promise<boolean>;
  readonly cancellation: Cancellation;
}

export interface HostContext extends Context {
  readonly waits: WaitRows;
  readonly stored: StoredConfiguration;
}

/** Errors: a ConfigurationError. */
export function openContext(readConfig: (key: string) => string | undefined, host: HostEngine): HostContext {
  const { address, cli, engine, cancellation } = host;
  const settings = readSettings(readConfig, process.env);
  void warnOfMisspelt(host);
  const waits = new WaitRows(engine, systemClock);
  const ledger = new Ledger(address, "provider");
  const stored = new StoredConfiguration({
    ledger,
    log: new RunLog(address, "refresh"),
    fingerprints: fingerprints(readConfig, process.env),
    hasOwnSecret: settings.hasOwnSecret ?? false,
  });
  const context = createContext({
    settings,
    // Where the engine was killed this process may live on, and the next run do the same work: it must not go on with writes.
    api: connect(settings, systemClock, {
      beforeWrite: () => engine.ping(),
      onWait: (wait) => {
        waits.tell(wait);
      },
      cancellation,
      pace: new SharedPace(platformOf(settings.baseUrl), systemClock),
    }),
    clock: systemClock,
    random: Math.random,
    engine,
    ledger,
    outlook: new StackOutlook(
      ledger,
      { engineAddress: address, cli, acceptLoss: settings.acceptLoss },
      systemClock,
    ),
    journal: new SentLog(),
    cancellation,
  });
  return { ...context, waits, stored };
}

/** Where a program runs, it has said so already. */
async function warnOfMisspelt(host: HostEngine): Promise<void> {
  const problems = misspeltVariables(Object.keys(process.env));
  if (problems.length === 0) return;
  const hasProgram = await host.hasProgram().catch(() => true);
  if (!hasProgram) for (const problem of problems) host.engine.warn("", problem);
}
