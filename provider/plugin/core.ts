import { hasUnknown } from "../allocation/unknown";
import type { Cancellation } from "../common/cancellation";
import { ErrorForPeople } from "../common/error-for-people";
import type { Values } from "../common/operations";
import { misspeltKeys, misspeltVariables } from "../config/misspelt";
import { readSettings } from "../config/settings";
import { cliIdentity } from "../engine/cli-identity";
import { type Engine, type Grpc, connectEngine } from "../engine/engine";
import { createHost } from "../host/host";
import { RunLog } from "../run/run-log";
import { FUNCTION_NAMES, functionBy } from "./functions";
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
  const engine = warningOnce(connectEngine(address, grpc));
  let isConfigured = false;
  const connect = () => {
    // In a program of the SDK the first constructor does it; other programs have none of ours.
    new RunLog(address, "provider").removeOld();
    // Only the Node SDK tells the engine of a root resource. Elsewhere a question says that a program runs: nothing else asks `check`,
    // nor for today's configuration.
    const hasProgram = () => engine.hasProgram().then((hasRoot) => hasRoot || isConfigured);
    return {
      ...{ address, hasProgram, cancellation },
      cli: cliIdentity(true),
      engine: { ...engine, hasProgram: () => Promise.resolve(true) },
    };
  };
  const host = createHost((key) => textOf(config()[key]), connect);
  return {
    resource: new AllocationResource(host),
    checkConfig: (settings: Values): string[] => {
      isConfigured = true;
      // The process that is asked may end with the question, and another one be asked to delete.
      const notNoted = problemsOf(() => {
        new RunLog(address, "refresh").append({ fact: "asked" });
      });
      void warnOfMisspelt(engine, Object.keys(settings));
      return [...notNoted, ...configurationProblems(settings)];
    },
    invoke: (token: string, args: Values): Promise<Values> => {
      const asked = functionBy(token);
      if (asked === undefined) {
        throw new UnknownMethodError(
          `liveplatform has no function ${token}; it has ${FUNCTION_NAMES.join(", ")}`,
        );
      }
      return host.ask((source) => asked(source, args));
    },
  };
}

/** What is said of no resource, as of a setting, is said by two: when a program's configuration is checked, and in a run without one. */
function warningOnce(engine: Engine): Engine {
  const said = new Set<string>();
  return {
    ...engine,
    warn: (urn, message) => {
      if (urn === "" && said.has(message)) return;
      said.add(message);
      engine.warn(urn, message);
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
  return problemsOf(() => {
    readSettings((key) => textOf(config[key]), process.env);
  });
}

/** An error that is returned as a problem of the provider stands alone, without the words of gRPC before it. */
function problemsOf(work: () => void): string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof ErrorForPeople) return [error.message];
    throw error;
  }
}

/** What is no text in the schema comes as JSON. */
function textOf(value: unknown): string | undefined {
  return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
}
