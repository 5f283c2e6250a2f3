import type { Context } from "../allocation/context";
import { foretellNow } from "../allocation/foretell";
import { importAllocation } from "../allocation/import";
import { operationsOf } from "../allocation/operations-of";
import type { Call, Opened, Operations, Values } from "../common/operations";
import { ConfigurationError } from "../config/settings";
import type { Source } from "../data-sources";
import { knownSecrets } from "./known-secrets";
import { type HostContext, type HostEngine, openContext } from "./open-context";
import { printable } from "./printable";
import { SecretLists } from "./secret-lists";

/** What a provider process does. */
export interface HostOperations extends Operations {
  /** Takes over what is in a tenant, by an id that a person has written. */
  import(id: string, urn: string): Promise<{ id: string; props: Values; inputs: Values }>;
  /** The engine has asked for a preview of this resource's outputs: says what an up will do to its numbers, if nobody has. */
  foretell(urn: string): Promise<void>;
  /** Asks the platform what a data source asks. */
  ask<Answer>(question: (source: Source) => Promise<Answer>): Promise<Answer>;
}

/** Whose operation it is: `id` where the URN is that of the outputs, which after an alias is the old one. */
interface Of {
  readonly id?: string;
  readonly urn: string;
  /** Its declaration and its state. */
  readonly known?: readonly Opened[];
  readonly call?: Call | undefined;
}

interface Work {
  readonly context: HostContext;
  readonly core: Operations;
  /** Makes a text about its resource fit to be shown. */
  readonly hide: (text: string) => string;
}

/**
 * The work of one provider process, in whichever way the engine calls it.
 *
 * @param readConfig the provider's configuration by key; it is read, and its errors are told, with the first operation
 * @param connectEngine called once, with the first operation
 */
export function createHost(
  readConfig: (key: string) => string | undefined,
  connectEngine: () => HostEngine,
): HostOperations {
  const run = runner(readConfig, connectEngine);
  return {
    check: (olds, news) =>
      run({ urn: news.urn, known: [olds, news] }, async ({ context, core, hide }) => {
        const { inputs, failures } = await core
          .check(olds, news)
          .finally(() => warnOfStored(context, news.urn));
        return { inputs, failures: failures.map((one) => ({ ...one, reason: hide(one.reason) })) };
      }),
    diff: (id, olds, news) =>
      run({ urn: news.urn, known: [olds, news] }, ({ context, core }) =>
        core.diff(id, olds, news).finally(() => warnOfStored(context, olds.urn)),
      ),
    create: (inputs, call) =>
      run({ urn: inputs.urn, known: [inputs], call }, ({ core }) => core.create(inputs)),
    read: (id, props) =>
      run({ id, urn: props.urn, known: [props] }, async ({ context, core }) => {
        context.stored.note(props.urn);
        context.outlook.see(id, props.urn);
        const found = await core.read(id, props);
        if (!("props" in found)) context.outlook.forget(id, props.urn);
        return found;
      }),
    update: (id, olds, news, call) =>
      run({ urn: news.urn, known: [olds, news], call }, ({ core }) => core.update(id, olds, news)),
    delete: (id, props, call) =>
      run({ id, urn: props.urn, known: [props], call }, ({ core }) => core.delete(id, props)),
    import: (id, urn) => run({ urn }, ({ context }) => importAllocation(context, id)),
    foretell: (urn) => run({ urn }, ({ context }) => foretellNow(context, urn)),
    ask: (question) => run({ urn: "" }, ({ context }) => question(sourceOf(context))),
  };
}

type Run = <T>(of: Of, operation: (work: Work) => Promise<T>) => Promise<T>;

function runner(readConfig: (key: string) => string | undefined, connectEngine: () => HostEngine): Run {
  let context: HostContext | undefined;
  let host: HostEngine | undefined;
  const secretLists = new SecretLists();
  const open = async (): Promise<HostContext> => {
    if (host === undefined) {
      const connected = connectEngine();
      host = { ...connected, engine: secretLists.quiet(connected.engine) };
    }
    try {
      context ??= openContext(readConfig, host);
      return context;
    } catch (error) {
      throw await withItsAge(error, host);
    }
  };
  return ({ id, urn: stated, known = [], call = {} }, operation) => {
    const hide = secretLists.note(stated, known);
    const method = async () => {
      const opened = withTimeout(await open(), call);
      const urn = id === undefined ? stated : opened.ledger.urnOf(id, stated);
      secretLists.note(urn, known);
      return opened.waits.during(urn, () => operation({ context: opened, core: operationsOf(opened), hide }));
    };
    return printable(knownSecrets(readConfig), method, hide);
  };
}

/** In a refresh or a destroy: what is wrong may have been put right since, where it is not seen. */
async function withItsAge(error: unknown, host: HostEngine): Promise<unknown> {
  if (!(error instanceof ConfigurationError) || (await host.hasProgram().catch(() => true))) return error;
  return new ConfigurationError([
    ...error.problems,
    "a refresh (including the one before preview and up) and a destroy use the stack configuration of the last up, not what " +
      "has been set since. Set the environment variable for this run, or run pulumi up --refresh --run-program",
  ]);
}

function withTimeout(context: HostContext, { timeoutMs }: Call): HostContext {
  if (timeoutMs === undefined) return context;
  return { ...context, settings: { ...context.settings, taskTimeoutMs: timeoutMs } };
}

function sourceOf({ api, engine }: Context): Source {
  const warn = (message: string): Promise<void> => {
    engine.warn("", message);
    return Promise.resolve();
  };
  return { platform: api, warn };
}

function warnOfStored({ stored, engine }: HostContext, urn: string): void {
  const warning = stored.warning(urn);
  if (warning !== undefined) engine.warn("", warning);
}
