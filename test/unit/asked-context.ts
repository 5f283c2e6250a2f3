import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Context } from "../../provider/allocation/context";
import type { Settings } from "../../provider/config/settings";
import { createContext } from "../../provider/host/create-context";
import { Ledger } from "../../provider/run/ledger";
import { SentLog } from "../../provider/run/sent-log";
import { SETTINGS } from "../support/in-process/provider-process";
import { type AskedTenant, BASE_URL } from "./asked-tenant";
import { useFolder } from "./run-folder";

let folder: () => string;

/** The folder of the run that the contexts of a test belong to. */
export function useRunFolder(): void {
  folder = useFolder();
  beforeEach(() => {
    mkdirSync(join(folder(), "sent"));
  });
}

/** What a process of the provider works with, in a run whose program has declared all. */
export function contextOf(tenant: AskedTenant, settings: Partial<Settings> = {}): Context {
  const quiet = () => undefined;
  const ledger = new Ledger("127.0.0.1:1", "provider", folder());
  ledger.add({ fact: "program", phase: "declared" });
  return createContext({
    settings: { ...SETTINGS, baseUrl: BASE_URL, ...settings },
    api: tenant.api,
    clock: tenant.clock,
    random: () => 0.5,
    engine: {
      warn: quiet,
      info: quiet,
      progress: quiet,
      hasProgram: () => Promise.resolve(true),
      ping: () => Promise.resolve(),
    },
    ledger,
    journal: new SentLog(join(folder(), "sent"), "test"),
  });
}
