import { z } from "zod";

import { NumberSet } from "../numbers/number-set";
import { RunLog, type Writer } from "./run-log";

const numbers = z.record(z.string(), z.number());

const entrySchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("declared"),
    urn: z.string(),
    platform: z.string().optional(),
    tenant: z.string().optional(),
    numbers: numbers.optional(),
  }),
  z.object({ kind: z.literal("withdrawn"), urn: z.string() }),
  z.object({
    kind: z.literal("held"),
    id: z.string(),
    urn: z.string(),
    platform: z.string(),
    tenant: z.string(),
    numbers,
    left: numbers.optional(),
    pending: numbers.optional(),
    tasks: z.array(z.string()).optional(),
    lostAt: z.string().optional(),
  }),
  z.object({
    kind: z.literal("before"),
    urn: z.string(),
    platform: z.string(),
    tenant: z.string(),
    numbers,
  }),
  z.object({ kind: z.literal("paired"), id: z.string(), urn: z.string() }),
  z.object({ kind: z.literal("created"), id: z.string(), urn: z.string() }),
  z.object({
    kind: z.literal("leaving"),
    id: z.string(),
    urn: z.string(),
    platform: z.string(),
    tenant: z.string(),
    numbers,
  }),
  z.object({ kind: z.literal("releasing"), id: z.string(), busy: z.boolean() }),
  z.object({ kind: z.literal("checked") }),
]);

export type RunEntry = z.infer<typeof entrySchema>;

/** What the program declares for one URN; `undefined` is what is not known yet. */
export interface Declaration {
  urn: string;
  platform: string | undefined;
  tenant: string | undefined;
  numbers: NumberSet | undefined;
}

/** What the state holds for one id at the start of the run. */
export interface Holding {
  id: string;
  urn: string;
  platform: string;
  tenant: string;
  numbers: NumberSet;
  /** Those among them that it has left to another allocation, which may not hold them yet. */
  left: NumberSet;
  /** Those among them that were sent and not seen yet, and how. */
  pending: { numbers: NumberSet; tasks: readonly string[]; lostAt: string | undefined };
}

/**
 * What all processes of one run know of its allocations: which numbers the program declares, which the state holds,
 * which id belongs to which declaration. Nothing is released that is declared here (see `Ownership`).
 */
export class RunRegistry {
  readonly declarations = new Map<string, Declaration>();
  readonly holdings = new Map<string, Holding>();
  /** What the old inputs of a declaration name, by URN. */
  readonly before = new Map<string, { platform: string; tenant: string; numbers: NumberSet }>();
  /** The declaration of an id, as `diff` saw it: after an alias the state's own URN is the old one. */
  readonly pairs = new Map<string, string>();
  /** The id that a declaration goes on with, by URN: paired by `diff`, or created in this run. */
  readonly liveIds = new Map<string, string>();
  /** What `diff` has found to be released, by id, once all that was declared by then was known; until its release begins. */
  readonly leaving = new Map<string, { urn: string; platform: string; tenant: string; numbers: NumberSet }>();
  /** The ids whose release is under way. */
  readonly releasing = new Set<string>();
  /** A provider's process has seen `check`: the program's declarations are those of this run, and it is not a destroy. */
  checked = false;
  readonly #log: RunLog;

  /** `root`: see `RunLog`. */
  constructor(engineAddress: string, writer: Writer, root?: string) {
    this.#log = new RunLog(engineAddress, writer, root);
  }

  clear(): void {
    this.#log.clear();
  }

  add(entry: RunEntry): void {
    this.#log.append(entry);
  }

  /** Reads what the other processes have added. */
  refresh(): this {
    for (const line of this.#log.readNew()) this.#apply(entrySchema.parse(line));
    return this;
  }

  #apply(entry: RunEntry): void {
    switch (entry.kind) {
      case "declared":
        this.declarations.set(entry.urn, mergeDeclaration(this.declarations.get(entry.urn), entry));
        break;
      case "withdrawn":
        this.declarations.delete(entry.urn);
        break;
      case "held":
        this.holdings.set(entry.id, holdingOf(entry));
        break;
      case "before":
        this.before.set(entry.urn, { ...entry, numbers: NumberSet.fromCanonical(entry.numbers) });
        break;
      case "paired":
        this.pairs.set(entry.id, entry.urn);
        this.liveIds.set(entry.urn, entry.id);
        break;
      case "created":
        this.liveIds.set(entry.urn, entry.id);
        break;
      case "leaving":
        this.leaving.set(entry.id, { ...entry, numbers: NumberSet.fromCanonical(entry.numbers) });
        break;
      case "releasing":
        this.leaving.delete(entry.id);
        if (entry.busy) this.releasing.add(entry.id);
        else this.releasing.delete(entry.id);
        break;
      case "checked":
        this.checked = true;
    }
  }
}

function holdingOf(entry: Extract<RunEntry, { kind: "held" }>): Holding {
  const { id, urn, platform, tenant, tasks = [], lostAt } = entry;
  const pending = { numbers: NumberSet.fromCanonical(entry.pending), tasks, lostAt };
  const [numbers, left] = [NumberSet.fromCanonical(entry.numbers), NumberSet.fromCanonical(entry.left)];
  return { id, urn, platform, tenant, numbers, left, pending };
}

function mergeDeclaration(
  known: Declaration | undefined,
  entry: Extract<RunEntry, { kind: "declared" }>,
): Declaration {
  return {
    urn: entry.urn,
    platform: entry.platform ?? known?.platform,
    tenant: entry.tenant ?? known?.tenant,
    numbers: entry.numbers ? NumberSet.fromCanonical(entry.numbers) : known?.numbers,
  };
}
