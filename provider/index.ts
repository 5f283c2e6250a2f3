/**
 * What the engine runs: the dynamic provider of `OcNumberAllocation`. State refers to this module by the name
 * `pulumi-liveplatform/provider`, so neither that name nor these exports can ever change.
 */
import type { Context } from "./allocation/context";
import { checkAllocation } from "./allocation/check";
import { createAllocation } from "./allocation/create";
import { deleteAllocation } from "./allocation/delete";
import { diffAllocation } from "./allocation/diff";
import { readAllocation } from "./allocation/read";
import { updateAllocation } from "./allocation/update";
import { systemClock } from "./clock";
import { readSettings } from "./config/settings";
import { createContext } from "./create-context";
import { connectEngine, engineAddress } from "./engine/engine";
import { printable } from "./printable";
import { RunRegistry } from "./run/run-registry";
import { UploadJournal } from "./run/upload-journal";
import { connect } from "./config/sign-in";
import { sealNumbers } from "./secret-numbers";

/** Inputs or outputs by name. */
export type Values = Record<string, unknown>;

// The types of this entry are its own, so that no program is asked for those of the packages that the provider is made of.

/** The inputs as the engine is to keep them, and every reason why they are refused. */
export interface Checked {
  inputs: Values;
  failures: { property: string; reason: string }[];
}

export interface Differences {
  /** undefined: something differs, and the engine works out and shows what. */
  changes: boolean | undefined;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

export interface Created {
  id: string;
  outs: Values;
}

/** `{}` means that the allocation is gone. */
export type Read = { id: string; props: Values; inputs: Values } | Record<string, never>;

/** The part of the engine's request that is used: the provider's configuration, decrypted. */
export interface ConfigureRequest {
  config: { get(key: string): string | undefined };
}

let readConfig: (key: string) => string | undefined = () => undefined;
let context: Context | undefined;

/** Keeps the configuration; it is read, and its errors are told, with the first operation. */
export function configure(request: ConfigureRequest): Promise<void> {
  readConfig = (key) => request.config.get(`liveplatform:${key}`);
  return Promise.resolve();
}

export function check(olds: Values, news: Values): Promise<Checked> {
  return run(async (context) => {
    const { inputs, failures } = await checkAllocation(context, olds, news);
    return { inputs: sealNumbers(inputs), failures };
  });
}

export function diff(id: string, olds: Values, news: Values): Promise<Differences> {
  return run((context) => diffAllocation(context, id, olds, news));
}

export function create(inputs: Values): Promise<Created> {
  return run(async (context) => {
    const { id, outs } = await createAllocation(context, inputs);
    return { id, outs: sealNumbers(outs) };
  });
}

export function read(id: string, props: Values): Promise<Read> {
  return run(async (context) => {
    const found = await readAllocation(context, id, props);
    return "props" in found
      ? { id: found.id, props: sealNumbers(found.props), inputs: sealNumbers(found.inputs) }
      : {};
  });
}

export function update(id: string, olds: Values, news: Values): Promise<{ outs: Values }> {
  return run(async (context) => ({ outs: sealNumbers(await updateAllocation(context, id, olds, news)) }));
}

function remove(id: string, props: Values): Promise<void> {
  return run((context) => deleteAllocation(context, id, props));
}

export { remove as delete };

function run<T>(operation: (context: Context) => Promise<T>): Promise<T> {
  return printable(secrets(), async () => operation((context ??= openContext())));
}

function openContext(): Context {
  const settings = readSettings(readConfig, process.env);
  const address = engineAddress();
  const engine = connectEngine(address);
  return createContext({
    settings,
    // Where the engine was killed this process may live on, and the next run do the same work: it must not go on with writes.
    api: connect(settings, systemClock, {
      beforeWrite: async () => {
        await engine.hasProgram();
      },
    }),
    clock: systemClock,
    random: Math.random,
    engine,
    registry: new RunRegistry(address, "provider"),
    journal: new UploadJournal(),
  });
}

function secrets(): string[] {
  const { LIVEPLATFORM_TOKEN, LIVEPLATFORM_CLIENT_SECRET, AZURE_CLIENT_SECRET } = process.env;
  const values = [
    LIVEPLATFORM_TOKEN,
    LIVEPLATFORM_CLIENT_SECRET,
    AZURE_CLIENT_SECRET,
    readConfig("token"),
    readConfig("clientSecret"),
  ];
  return values.flatMap((value) => (value === undefined || value === "" ? [] : value));
}
