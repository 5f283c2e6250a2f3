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
    /** By `check`, which sees what transforms have made of it. */
    isChecked: z.boolean().optional(),
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
  z.object({ kind: z.literal("named"), id: z.string(), urn: z.string() }),
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
  z.object({ kind: z.literal("read"), urn: z.string(), configuration: z.record(z.string(), z.string()) }),
  z.object({ kind: z.literal("checked") }),
  z.object({
    kind: z.literal("program"),
    phase: z.enum(["declaring", "declared", "failed"]),
    isPreview: z.boolean().optional(),
  }),
]);

export type RunEntry = z.infer<typeof entrySchema>;
/** Whether code that makes allocations is running, has run to its end or to an `await`, or has failed. */
export type ProgramPhase = Extract<RunEntry, { kind: "program" }>["phase"];

/** What the program declares for one URN; `undefined` is what is not known yet. */
export interface Declaration {
  urn: string;
  platform: string | undefined;
  tenant: string | undefined;
  numbers: NumberSet | undefined;
  isChecked: boolean;
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
  /** The declaration of an id, as `diff` saw it: after an alias the URN in the outputs is the old one. */
  readonly pairs = new Map<string, string>();
  /** The id that a declaration goes on with, by URN: paired by `diff`, or created in this run. */
  readonly liveIds = new Map<string, string>();
  /** What `diff` has found to be released, by id, once all that was declared by then was known; until its release begins. */
  readonly leaving = new Map<string, { urn: string; platform: string; tenant: string; numbers: NumberSet }>();
  /** The fingerprints of the configuration that a refresh worked with, by URN: see `StoredConfiguration`. */
  readonly readWith = new Map<string, Readonly<Record<string, string>>>();
  /** The ids whose release is under way. */
  readonly releasing = new Set<string>();
  /** A provider's process has seen `check`: the program's declarations are those of this run, and it is not a destroy. */
  checked = false;
  /** Undefined where no program has told it. */
  programPhase: ProgramPhase | undefined;
  /** The URN in the inputs of an id, where a refresh found another one than in its outputs. */
  readonly #names = new Map<string, string>();
  /** The program runs in a preview. */
  isPreview = false;
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

  /** The URN of an id: its declaration's, else that of its inputs, else `stateUrn`, which its outputs have. */
  urnOf(id: string, stateUrn: string): string {
    return this.pairs.get(id) ?? this.#names.get(id) ?? stateUrn;
  }

  /** Reads what the other processes have added. */
  refresh(): this {
    for (const line of this.#log.readNew()) this.#apply(entrySchema.parse(line));
    return this;
  }

  #apply(entry: RunEntry): void {
    switch (entry.kind) {
      case "declared":
        this.#declare(entry);
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
      case "named":
        this.#names.set(entry.id, entry.urn);
        break;
      case "created":
        this.liveIds.set(entry.urn, entry.id);
        break;
      case "leaving":
        this.leaving.set(entry.id, { ...entry, numbers: NumberSet.fromCanonical(entry.numbers) });
        break;
      case "releasing":
        this.#release(entry);
        break;
      default:
        this.#applyOfRun(entry);
    }
  }

  #applyOfRun(entry: Extract<RunEntry, { kind: "read" | "checked" | "program" }>): void {
    switch (entry.kind) {
      case "read":
        this.readWith.set(entry.urn, entry.configuration);
        break;
      case "checked":
        this.checked = true;
        break;
      case "program":
        this.#follow(entry);
    }
  }

  #follow({ phase, isPreview = false }: Extract<RunEntry, { kind: "program" }>): void {
    this.programPhase = phase;
    this.isPreview ||= isPreview;
  }

  #release({ id, busy }: Extract<RunEntry, { kind: "releasing" }>): void {
    this.leaving.delete(id);
    if (busy) this.releasing.add(id);
    else this.releasing.delete(id);
  }

  /** What `check` saw replaces what the constructor said, whichever is read first. */
  #declare({
    urn,
    platform,
    tenant,
    numbers,
    isChecked = false,
  }: Extract<RunEntry, { kind: "declared" }>): void {
    if (!isChecked && this.declarations.get(urn)?.isChecked) return;
    const known = numbers && NumberSet.fromCanonical(numbers);
    this.declarations.set(urn, { urn, platform, tenant, numbers: known, isChecked });
  }
}

function holdingOf(entry: Extract<RunEntry, { kind: "held" }>): Holding {
  const { id, urn, platform, tenant, tasks = [], lostAt } = entry;
  const pending = { numbers: NumberSet.fromCanonical(entry.pending), tasks, lostAt };
  const [numbers, left] = [NumberSet.fromCanonical(entry.numbers), NumberSet.fromCanonical(entry.left)];
  return { id, urn, platform, tenant, numbers, left, pending };
}
