import { hasUnknown } from "../allocation/unknown";
import type { Cancellation } from "../cancellation";
import { misspeltKeys, misspeltVariables } from "../config/misspelt";
import { ConfigurationError, readSettings } from "../config/settings";
import { cliIdentity } from "../engine/cli-identity";
import { type Engine, type Grpc, connectEngine } from "../engine/engine";
import { createHost } from "../host";
import type { Values } from "../operations";
import { functionBy } from "./functions";
import type { Refused } from "./refused";
import { AllocationResource } from "./resource";
import { UnknownMethodError } from "./rpc-error";

interface CoreOptions {
  /** The engine's. */
  readonly address: string;
  readonly grpc: Grpc;
  /** As the engine has handed it over last. */
  readonly config: () => Values;
  readonly cancellation: Cancellation;
}

/** What the plugin's service is made of, apart from the service: it takes a moment to load. */
export function createCore({ address, grpc, config, cancellation }: CoreOptions) {
  const connect = () => {
    const engine = connectEngine(address, grpc);
    // Only the Node SDK tells the engine of a root resource. Here a `check` says that a program runs: nothing else asks for one.
    const hasProgram = () => engine.hasProgram().then(() => true);
    return { address, cli: cliIdentity(true), engine: { ...engine, hasProgram }, cancellation };
  };
  const host = createHost((key) => textOf(config()[key]), connect);
  return {
    resource: new AllocationResource(host),
    checkConfig: (settings: Values): string[] => {
      void warnOfMisspelt(connectEngine(address, grpc), Object.keys(settings));
      return configurationProblems(settings);
    },
    invoke: (token: string, args: Values): Promise<Values | Refused> => {
      const asked = functionBy(token);
      if (asked === undefined) throw new UnknownMethodError(`liveplatform has no function ${token}`);
      return host.ask((source) => asked(source, args));
    },
  };
}

/** What the engine and the SDK's `Provider` add to a provider's settings. */
const NO_SETTING = /^(__.*|version|plugin[A-Z].*)$/;

/** A program of the SDK, whose root resource the engine knows, says it by itself. */
async function warnOfMisspelt(engine: Engine, keys: readonly string[]): Promise<void> {
  if (await engine.hasProgram().catch(() => true)) return;
  const settings = keys.filter((key) => !NO_SETTING.test(key)).map((key) => `liveplatform:${key}`);
  for (const problem of [...misspeltKeys(settings), ...misspeltVariables(Object.keys(process.env))])
    engine.warn("", problem);
}

/** What is wrong with a configuration; nothing while a part of it is not known. */
function configurationProblems(config: Values): string[] {
  if (hasUnknown(config)) return [];
  try {
    readSettings((key) => textOf(config[key]), process.env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return [error.message];
    throw error;
  }
}

/** What is no text in the schema comes as JSON. */
function textOf(value: unknown): string | undefined {
  return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
}
