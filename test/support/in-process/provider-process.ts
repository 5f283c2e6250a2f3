import * as z from "zod";

import type { Context } from "../../../provider/allocation/context";
import { operationsOf } from "../../../provider/allocation/operations-of";
import type { Settings } from "../../../provider/config/settings";
import { type Enveloped, inEnvelope } from "../../../provider/dynamic/envelope";
import { createContext } from "../../../provider/host/create-context";
import { LivePlatform, type TokenSource } from "../../../provider/liveplatform";
import { open } from "../../../provider/plugin/wire";
import { Ledger } from "../../../provider/run/ledger";
import type { SentLog } from "../../../provider/run/sent-log";
import type { Gate } from "./gate";

const values = z.record(z.string(), z.unknown());
export type Values = z.infer<typeof values>;

/** As values cross from the provider to the engine, which gives them back without marks of secrets. */
export function transported(value: unknown): Values {
  return values.parse(open(JSON.parse(JSON.stringify(value))));
}

/** The defaults, beside the platform's address. */
export const SETTINGS = {
  acceptLoss: new Set<string>(),
  adoptInterrupted: new Set<string>(),
  pollIntervalMs: 2000,
  maxPollIntervalMs: 30_000,
  taskTimeoutMs: 1_800_000,
  requestTimeoutMs: 60_000,
  requestsPerSecond: 10,
  pageSize: 1000,
  maxNumbersPerRequest: 1000,
  maxReleases: 100,
};

export interface ProcessOptions {
  /** The platform's. */
  readonly url: string;
  readonly gate: Gate;
  readonly random: () => number;
  readonly tokenSource: TokenSource;
  readonly journal: SentLog;
  /** What the run's processes share: the engine's address, and the folder of their notes. */
  readonly run: { readonly address: string; readonly folder: string; readonly isDestroy: boolean };
  /** Beside the defaults. */
  readonly settings: Partial<Settings>;
  /** Gets what is shown to people. */
  readonly shown: string[];
}

/** A process of the provider that has seen nothing yet, without an engine: tests call the provider's methods with it. */
export function openProcess(options: ProcessOptions): Context {
  const { url, gate, random, tokenSource, journal, run, shown } = options;
  const settings = { ...SETTINGS, baseUrl: url, ...options.settings };
  const { baseUrl, requestTimeoutMs, requestsPerSecond, pageSize } = settings;
  const api = new LivePlatform({
    ...{ baseUrl, requestTimeoutMs, requestsPerSecond, pageSize, clock: gate, random, tokenSource },
  });
  const show = (_urn: string, message: string) => void shown.push(message);
  const hasProgram = () => Promise.resolve(!run.isDestroy);
  const ping = () => (gate.isEngineGone ? Promise.reject(new Error("gone")) : Promise.resolve());
  return createContext({
    ...{ settings, api, clock: gate, random, journal },
    engine: { warn: show, info: show, progress: show, hasProgram, ping },
    ledger: new Ledger(run.address, "provider", run.folder),
  });
}

const providers = new WeakMap<Context, Enveloped>();

/** The provider's methods of such a process, as the engine calls those of a dynamic provider. */
export function providerOf(context: Context): Enveloped {
  const provider = providers.get(context) ?? inEnvelope(operationsOf(context));
  providers.set(context, provider);
  return provider;
}
