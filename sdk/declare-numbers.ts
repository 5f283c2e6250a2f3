import type { Client } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";

import { platformOf } from "../provider/config/platform";
import { NumberSet } from "../provider/numbers/number-set";
import type { Declares } from "../provider/run/fact";
import { BaseProvider } from "./base-provider";
import type { OcNumberAllocationArgs } from "./oc-number-allocation-args";
import { ProgramLog } from "./program-log";

interface Declared {
  type: string;
  name: string;
  args: Names;
  opts: pulumi.CustomResourceOptions | undefined;
}

/** One log per engine's client: a process of the Automation API runs several programs, and addresses come again. */
const logs = new WeakMap<object, ProgramLog>();
let declarations = 0;

/**
 * Tells the run which numbers this allocation declares, as far as they are known while the constructor runs: the engine
 * works on other allocations before it asks about this one, and must not release what is declared here.
 * Returns the URN, known only later; until then the declaration stands under a name of its own.
 */
export function declareNumbers({ type, name, args, opts }: Declared): Promise<string> {
  const urn = withoutDependencies(pulumi.createUrn(name, type, opts?.parent));
  const log = currentLog();
  if (log === undefined) return urn;
  log.begin();
  declarations += 1;
  const provisional = `provisional ${process.pid}-${declarations}::${name}`;
  const place = platform(type, opts);
  const declare = (declaredAs: string, known: Known & Pick<Declares, "was">): void => {
    log.append({ fact: "declares", urn: declaredAs, ...known, ...place });
  };
  const known = knownOf(args);
  declare(provisional, known);
  if (known.numbers === undefined || known.tenant === undefined) {
    void pulumi.all([urn, namesOf(args)]).apply(([actual, late]) => {
      declare(actual, knownOf(late));
    });
  }
  return urn.then((actual) => {
    declare(actual, { ...known, was: provisional });
    return actual;
  });
}

type Names = {
  [Key in "msTenantId" | "phoneNumbers" | "phoneNumberRanges"]?: OcNumberAllocationArgs[Key] | undefined;
};
type Known = Pick<Declares, "numbers" | "tenant">;

function namesOf({ msTenantId, phoneNumbers, phoneNumberRanges }: Names): Names {
  return { msTenantId, phoneNumbers, phoneNumberRanges };
}

function knownOf(names: Names): Known {
  return { ...numbersOf(names), ...tenantOf(names.msTenantId) };
}

/**
 * The URN depends on the parent, and to Pulumi a component is all its children: two allocations of one component would
 * wait for each other. A promise carries no dependency.
 */
function withoutDependencies(urn: pulumi.Output<string>): Promise<string> {
  return new Promise((resolve) => void urn.apply(resolve));
}

function currentLog(): ProgramLog | undefined {
  const engine: object | undefined = pulumi.runtime.getEngine();
  const address = engineAddress(engine);
  if (engine === undefined || address === undefined) return undefined;
  let log = logs.get(engine);
  if (log === undefined) {
    log = new ProgramLog(address);
    if (pulumi.runtime.isDryRun()) log.append({ fact: "program", phase: "declaring", isPreview: true });
    logs.set(engine, log);
  }
  return log;
}

/** The engine's address: in the environment, and in an inline program of the Automation API in the client's channel. */
function engineAddress(engine: object | undefined): string | undefined {
  const target = isGrpcClient(engine) ? engine.getChannel().getTarget() : process.env.PULUMI_NODEJS_ENGINE;
  return target?.replace(/^dns:\/*/, "");
}

/** Not by its class: there may be several copies of gRPC in a program. */
function isGrpcClient(engine: object | undefined): engine is Pick<Client, "getChannel"> {
  return engine !== undefined && "getChannel" in engine;
}

/** The numbers, when all are plain text. What is no number is for `check` to say. */
function numbersOf({ phoneNumbers = [], phoneNumberRanges = [] }: Names): Pick<Declares, "numbers"> {
  if (!Array.isArray(phoneNumbers) || !Array.isArray(phoneNumberRanges)) return {};
  const keys = [...phoneNumbers, ...phoneNumberRanges.map(keyOf)];
  if (!keys.every((key) => typeof key === "string")) return {};
  return { numbers: NumberSet.unionAll(keys.map(setOf)).toCanonical() };
}

function keyOf(range: unknown): string | undefined {
  if (typeof range !== "object" || range === null || !("start" in range) || !("end" in range))
    return undefined;
  return typeof range.start === "string" && typeof range.end === "string"
    ? `${range.start}..${range.end}`
    : undefined;
}

function setOf(key: string): NumberSet {
  try {
    return NumberSet.of(key);
  } catch {
    return NumberSet.empty;
  }
}

function tenantOf(tenant: unknown): Pick<Declares, "tenant"> {
  return typeof tenant === "string" ? { tenant: tenant.trim().toLowerCase() } : {};
}

function platform(type: string, opts: pulumi.CustomResourceOptions | undefined): Pick<Declares, "platform"> {
  const provider = opts?.provider ?? opts?.parent?.getProvider(type);
  const baseUrl =
    provider instanceof BaseProvider
      ? provider.plainBaseUrl
      : (new pulumi.Config("liveplatform").get("baseUrl") ?? process.env.LIVEPLATFORM_BASE_URL);
  try {
    return baseUrl === undefined ? {} : { platform: platformOf(baseUrl) };
  } catch {
    return {};
  }
}
