import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator";
import { PROFILE, TENANT } from "../../support/default-seed";
import { ENTRIES, HOST, type Host } from "./host";
import type { Result } from "./running";
import { type Environment, Stack, type StackOptions } from "./stack";

export { OTHER_PROFILE, OTHER_TENANT, PROFILE, TENANT } from "../../support/default-seed";

export interface LiveStackOptions extends StackOptions {
  /** Beside tasks of 100 ms, numbers that are Active at once, and no limit on releases. */
  readonly emulator?: EmulatorOptions;
}

/**
 * An emulator and a stack that works with it through LIVEPLATFORM_BASE_URL and LIVEPLATFORM_TOKEN, polling fast.
 * Call `dispose` in the end.
 *
 * @example
 * const live = await LiveStack.create({ program: program(allocation("desks", { phoneNumbers: ["+61395556880"] })) });
 * succeeded(await live.stack.up());
 * expect(live.held()).toEqual(["+61395556880"]);
 * await live.dispose();
 */
export class LiveStack {
  private constructor(
    readonly emulator: Emulator,
    readonly stack: Stack,
  ) {}

  static async create({ emulator: options, env, ...rest }: LiveStackOptions): Promise<LiveStack> {
    const emulator = await startEmulator({
      taskDurationMs: 100,
      acquireAfterMs: 0,
      ...options,
      limits: { release: null, ...options?.limits },
    });
    const stack = await Stack.create({ ...rest, env: { ...environmentOf(emulator), ...env } });
    return new LiveStack(emulator, stack);
  }

  /** The telephone numbers that a tenant holds now, ascending. */
  held(tenant = TENANT): string[] {
    return this.emulator
      .numbers(tenant)
      .map(({ telephoneNumber }) => telephoneNumber)
      .sort();
  }

  /** Outputs (and inputs that are outputs too) of a resource, by name; empty where it is not in the state. */
  outputs(name: string): Readonly<Record<string, unknown>> {
    return this.stack.resource(name)?.outputs ?? {};
  }

  /** Fails with the preview's output where the program of now differs from the state, or the state from the tenant. */
  async expectNoChanges(): Promise<void> {
    succeeded(await this.stack.preview({ args: ["--expect-no-changes"] }));
  }

  /** The bodies of the requests that reached an endpoint: `upload`, `release` … */
  bodiesTo(route: string): unknown[] {
    return this.emulator.requestsTo(route).map(({ body }) => body);
  }

  async dispose(): Promise<void> {
    await this.stack.dispose();
    await this.emulator.close();
  }
}

/** What makes a program work with the emulator, and quickly. */
export function environmentOf({ url, token }: Emulator): Environment {
  return {
    LIVEPLATFORM_BASE_URL: url,
    LIVEPLATFORM_TOKEN: token,
    LIVEPLATFORM_POLL_INTERVAL: "50ms",
    LIVEPLATFORM_MAX_POLL_INTERVAL: "200ms",
    LIVEPLATFORM_REQUESTS_PER_SECOND: "1000",
  };
}

/** The output of a command that must have exited with 0; otherwise its output is the test's failure. */
export function succeeded({ code, output }: Result): string {
  if (code !== 0) throw new Error(`The command should have succeeded, and exited with ${code}:\n${output}`);
  return output;
}

/** The output of a command that must have failed in good order: not with 0, and not by a signal. */
export function failed({ code, output }: Result): string {
  if (code === 0 || code === null)
    throw new Error(`The command should have failed, and exited with ${code}:\n${output}`);
  return output;
}

/** A program (CommonJS) of these statements; `pulumi` and `liveplatform` are required. */
export function program(...statements: readonly string[]): string {
  return programOf(HOST, ...statements);
}

/** A program of a certain host, whichever the suite runs with. */
export function programOf(host: Host, ...statements: readonly string[]): string {
  return [
    `const pulumi = require("@pulumi/pulumi");`,
    `const liveplatform = require("${ENTRIES[host]}");`,
    ...statements,
  ].join("\n");
}

/**
 * A statement that declares an allocation in a variable of its name (other characters than letters and digits become
 * `_`). TENANT, PROFILE, CallingUserAssignment and the two calling capabilities unless the arguments say otherwise.
 *
 * @param args values, as JSON; `js` puts source text in their place, at any depth
 * @param opts source text of the resource options
 */
export function allocation(name: string, args: Readonly<Record<string, unknown>>, opts?: string): string {
  const variable = name.replaceAll(/[^A-Za-z0-9]/g, "_");
  const last = opts === undefined ? "" : `, ${opts}`;
  return `const ${variable} = new liveplatform.OcNumberAllocation(${JSON.stringify(name)}, ${sourceOf({ ...SETTINGS, ...args })}${last});`;
}

/** Source text as an argument, such as `js("other.msTenantId")`. */
export function js(source: string): Source {
  return { [SOURCE]: source };
}

export function range(start: string, end: string): { start: string; end: string } {
  return { start, end };
}

export const SETTINGS = {
  msTenantId: TENANT,
  callingProfile: PROFILE,
  usage: "CallingUserAssignment",
  capabilities: ["InboundCalling", "OutboundCalling"],
};

const SOURCE = Symbol("source");

interface Source {
  readonly [SOURCE]: string;
}

function sourceOf(value: unknown): string {
  if (isSource(value)) return value[SOURCE];
  if (Array.isArray(value)) return `[${value.map(sourceOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${sourceOf(item)}`)
    .join(", ")} }`;
}

function isSource(value: unknown): value is Source {
  return typeof value === "object" && value !== null && SOURCE in value;
}
