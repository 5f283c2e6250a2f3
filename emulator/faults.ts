import type { NumbersArg } from "./e164";
import type { Operation, TaskMessage } from "./entities";

interface Rule {
  /** How many matches it applies to. Default: all. */
  readonly times?: number | undefined;
  /** How many matches it lets pass first. Default 0. */
  readonly after?: number | undefined;
}

/** An answer in place of the real one. */
export interface Replacement {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Spoils answers. The first live rule that matches a request applies to it. */
export interface HttpFault extends Rule {
  readonly kind?: "http" | undefined;
  readonly verb?: string | undefined;
  /** Tested on path and query behind `/tenantui`, decoded; a string need only occur in it. */
  readonly path?: string | RegExp | undefined;
  /** `after`: the request is carried out, and only its answer is lost or replaced. Default `before`. */
  readonly when?: "before" | "after" | undefined;
  readonly respond?: Replacement | undefined;
  /** Cuts the connection without an answer. */
  readonly drop?: boolean | undefined;
  /** Real milliseconds, with or without another effect. */
  readonly delayMs?: number | undefined;
  /** Half of the real answer, then the connection is cut. */
  readonly truncate?: boolean | undefined;
  /** A gateway's HTML page, status 502. */
  readonly html?: boolean | undefined;
  /** Alters the real answer's body (in process only). */
  readonly rewrite?: ((body: unknown) => unknown) | undefined;
}

/** Spoils a task that begins while the rule is live. */
export interface TaskFault extends Rule {
  readonly kind: "task";
  readonly operation?: Operation | undefined;
  /** Only tasks with one of these numbers. */
  readonly numbers?: NumbersArg | undefined;
  /** What the task says at its end, whatever became of the numbers. */
  readonly status?: string | undefined;
  /** Never ends, and does nothing. To end the work but not the task: `status: "InProgress"`. */
  readonly hang?: boolean | undefined;
  /** Does its work, but asking for it is a 404. */
  readonly vanish?: boolean | undefined;
  /** Of a release: its numbers stay listed as ReleaseRequested for this long after it has ended. */
  readonly lagMs?: number | undefined;
  /** Left out of the work without a word. */
  readonly skip?: NumbersArg | undefined;
  readonly messages?: readonly TaskMessage[] | undefined;
}

/** Spoils the lists of numbers, v2 and v3. */
export interface ListFault extends Rule {
  readonly kind: "list";
  readonly tenant?: string | undefined;
  /** Only this page. */
  readonly page?: number | undefined;
  /** 200 with nothing in it. */
  readonly empty?: boolean | undefined;
  /** Rows stay unseen, and uncounted, for this long after they came to be. */
  readonly lagMs?: number | undefined;
  /** Unseen and uncounted. */
  readonly hide?: NumbersArg | undefined;
  /** Missing from their page although the totals count them. */
  readonly omit?: NumbersArg | undefined;
  /** Twice in their page. */
  readonly repeat?: NumbersArg | undefined;
  /** The tenant asked for makes no difference: all numbers are listed, and counted. */
  readonly unfiltered?: boolean | undefined;
  /** Pages after the first begin so many rows later, as where rows before them have gone meanwhile; negative: earlier. */
  readonly shift?: number | undefined;
  /** Their rows tell the number, and nothing else that can be read. */
  readonly unreadable?: NumbersArg | undefined;
  /** Rows of this tenant come along on every page. */
  readonly foreign?: string | undefined;
  /** The first row of the page has a number for its telephoneNumber and no tenant. */
  readonly malformed?: boolean | undefined;
}

export type FaultRule = HttpFault | TaskFault | ListFault;

/** A rule in force. */
export interface FaultHandle {
  /** Under which it is listed, and lifted over HTTP. */
  readonly id: string;
  /** How often it was applied. */
  readonly hits: number;
  remove(): void;
}

/** A rule in force, as it is listed. */
export interface FaultInForce {
  /** Counts up from 1. */
  readonly id: string;
  /** As JSON; a regular expression as its text. */
  readonly rule: string;
  readonly hits: number;
}

interface Live<R extends Rule> {
  readonly rule: R;
  matches: number;
  hits: number;
}

/** The rules of one kind. */
export class Rules<R extends Rule> {
  readonly #live = new Set<Live<R>>();

  add(rule: R): Omit<FaultHandle, "id"> {
    const live: Live<R> = { rule, matches: 0, hits: 0 };
    this.#live.add(live);
    return {
      get hits() {
        return live.hits;
      },
      remove: () => void this.#live.delete(live),
    };
  }

  /** The first live rule that matches; counts towards its `after` and `times`. */
  take(matches: (rule: R) => boolean): R | undefined {
    for (const live of this.#live) {
      const { after = 0, times = Infinity } = live.rule;
      if (live.hits >= times || !matches(live.rule)) continue;
      live.matches++;
      if (live.matches <= after) continue;
      live.hits++;
      return live.rule;
    }
    return undefined;
  }
}

/** All rules in force. */
export class Faults {
  readonly http = new Rules<HttpFault>();
  readonly task = new Rules<TaskFault>();
  readonly list = new Rules<ListFault>();

  readonly #handles = new Map<
    string,
    { readonly rule: FaultRule; readonly handle: Omit<FaultHandle, "id"> }
  >();
  #last = 0;

  add(rule: FaultRule): FaultHandle {
    const id = String(++this.#last);
    const handle = this.into(rule);
    this.#handles.set(id, { rule, handle });
    return {
      id,
      get hits() {
        return handle.hits;
      },
      remove: () => void this.remove(id),
    };
  }

  /** False where there is no such rule. */
  remove(id: string): boolean {
    this.#handles.get(id)?.handle.remove();
    return this.#handles.delete(id);
  }

  inForce(): FaultInForce[] {
    return [...this.#handles].map(([id, { rule, handle }]) => ({
      id,
      rule: ruleText(rule),
      hits: handle.hits,
    }));
  }

  private into(rule: FaultRule): Omit<FaultHandle, "id"> {
    if (rule.kind === "task") return this.task.add(rule);
    if (rule.kind === "list") return this.list.add(rule);
    return this.http.add(rule);
  }
}

/** A rule as JSON, with what JSON has not as its text. */
export function ruleText(rule: FaultRule): string {
  return JSON.stringify(rule, (_key, value: unknown) =>
    value instanceof RegExp || typeof value === "function" ? String(value) : value,
  );
}
