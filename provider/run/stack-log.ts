import * as fs from "node:fs";
import * as path from "node:path";

import * as z from "zod";
import { DAY_MS } from "../common/durations";

import { hash } from "../common/hash";
import { makeFolder } from "../common/make-folder";
import type { Remembered } from "./ledger";
import { parsedLine } from "./parsed-line";
import { privateFolder } from "./private-folder";
import { SharedLog } from "./shared-log";
import { backendOf, stackOf } from "./stack-name";

/** An allocation that no run has seen for so long was taken out of the state behind our back. */
const REMEMBERED_MS = 7 * DAY_MS;
const STACK = "stack-";
/** A file for each day, so that one that nothing counts of any more can go. */
const KNOWN = "known-";

/** What a `check` of an earlier operation has seen. */
export interface Forecast {
  readonly urn: string;
  readonly platform: string;
  readonly tenant: string | undefined;
  readonly numbers: Readonly<Record<string, number>> | undefined;
}

const forecastSchema = z.object({
  urn: z.string(),
  platform: z.string(),
  tenant: z.string().optional(),
  numbers: z.record(z.string(), z.number()).optional(),
});
/** An allocation of the state, or one that is there no more. */
const knownSchema = z.object({
  id: z.string(),
  urn: z.string(),
  at: z.number(),
  isGone: z.boolean().optional(),
});
type Known = z.infer<typeof knownSchema>;

interface StackLogOptions {
  /** A resource of the stack. */
  readonly urn: string;
  /** Of this operation. */
  readonly engineAddress: string;
  /** Names the process of the CLI, which runs the preview and then the update; undefined where it cannot be told. */
  readonly cli: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Default: private to the user. */
  readonly root?: string;
  readonly backend?: string;
}

/**
 * What the operations of a stack leave for each other on this machine: what the preview of a `pulumi up` has checked, for the update that
 * the same process of the CLI runs next, and which allocations the state has, so that a run notices when it is not shown all
 * (`--target`). It only ever keeps numbers from being released too early.
 */
export class StackLog {
  readonly #now: number;
  readonly #root: string;
  readonly #folder: string;
  readonly #own: SharedLog | undefined;
  readonly #known: SharedLog;
  readonly #ids = new Map<string, Known>();
  /** When other stacks have seen an id last. All their logs are read for it: once, and only where an allocation is missing. */
  #elsewhere: ReadonlyMap<string, number> | undefined;
  /** By URN: what will be declared, as far as a preview can say. */
  readonly forecast = new Map<string, Forecast>();

  constructor(options: StackLogOptions) {
    const {
      urn,
      engineAddress,
      cli,
      now,
      root = privateFolder(),
      backend = backendOf(process.env),
    } = options;
    const folder = path.join(root, `${STACK}${hash(stackOf(urn, backend), 16)}`);
    makeFolder(folder, 0o700);
    this.#now = now;
    this.#root = root;
    this.#folder = folder;
    const today = `${KNOWN}${Math.floor(now / DAY_MS)}.jsonl`;
    this.#known = new SharedLog({ folder, own: today, reads: (name) => name.startsWith(KNOWN) });
    const days = this.#known.recent(REMEMBERED_MS + DAY_MS).sort();
    for (const { text } of this.#known.readNew(days)) remember(this.#ids, text);
    if (cli === undefined) return;
    const prefix = `checked-${hash(cli, 16)}-`;
    const own = `${prefix}${hash(engineAddress, 16)}-`;
    const checks = new SharedLog({ folder, own: "", reads: (name) => name.startsWith("checked-") });
    const earlier = checks.recent(DAY_MS).filter((name) => name.startsWith(prefix) && !name.startsWith(own));
    for (const { text } of checks.readNew(earlier)) this.#foresee(text);
    this.#own = new SharedLog({ folder, own: `${own}${process.pid}.jsonl`, reads: () => false });
  }

  /** A `check` of this operation has seen this. */
  declare(declared: Forecast): void {
    this.#own?.append(declared);
  }

  /** The state has this id, under this URN. */
  see(id: string, urn: string): void {
    const known = this.#ids.get(id);
    if (known !== undefined && !known.isGone && known.urn === urn && this.#now - known.at < DAY_MS) return;
    this.#note({ id, urn, at: this.#now });
  }

  forget(id: string, urn: string): void {
    this.#note({ id, urn, at: this.#now, isGone: true });
  }

  /** All allocations that the state has, as far as this machine has seen. */
  remembered(): Remembered[] {
    return [...this.#ids.values()].filter(({ isGone, at }) => !isGone && this.#now - at < REMEMBERED_MS);
  }

  /** Whether another stack has seen this id since: `pulumi state move` has taken it there. */
  isElsewhere(id: string): boolean {
    this.#elsewhere ??= this.#seenByOtherStacks();
    const seenAt = this.#ids.get(id)?.at ?? this.#now;
    return (this.#elsewhere.get(id) ?? seenAt) > seenAt;
  }

  #seenByOtherStacks(): Map<string, number> {
    const latest = new Map<string, number>();
    for (const folder of this.#otherStacks()) {
      const log = new SharedLog({ folder, own: "", reads: (name) => name.startsWith(KNOWN) });
      const ids = new Map<string, Known>();
      for (const { text } of log.readNew(log.files().sort())) remember(ids, text);
      for (const { id, at } of ids.values()) latest.set(id, Math.max(at, latest.get(id) ?? at));
    }
    return latest;
  }

  #otherStacks(): string[] {
    const names = fs.readdirSync(this.#root).filter((name) => name.startsWith(STACK));
    return names.map((name) => path.join(this.#root, name)).filter((folder) => folder !== this.#folder);
  }

  #note(line: Known): void {
    this.#ids.set(line.id, line);
    this.#known.append(line);
  }

  #foresee(text: string): void {
    const parsed = forecastSchema.safeParse(parsedLine(text));
    if (!parsed.success) return;
    const { urn, platform, tenant, numbers } = parsed.data;
    this.forecast.set(urn, { urn, platform, tenant, numbers });
  }
}

function remember(ids: Map<string, Known>, text: string): void {
  const parsed = knownSchema.safeParse(parsedLine(text));
  if (parsed.success) ids.set(parsed.data.id, parsed.data);
}
