import type { RefusalCode } from "./refusal-code";

export type Values = Record<string, unknown>;

/** Inputs or outputs, out of the envelope in which an engine keeps them. */
export interface Opened {
  readonly values: Values;
  /** Whose they are. After an alias outputs name the resource as it was called before, where their engine does not say it anew. */
  readonly urn: string;
  /** A list of the program is secret, and so is what is made of it. */
  readonly isSecret: boolean;
  /** Of a declaration: numbers stay as they were found (`ignoreChanges: ["drift"]`). */
  readonly ignoresDrift: boolean;
}

/** The inputs as the engine is to keep them, and every reason why they are refused. */
export interface Checked {
  inputs: Values;
  failures: Failure[];
}

export interface Failure {
  property: string;
  reason: string;
  code?: RefusalCode;
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

/** What an engine says of one call, besides what it is about. */
export interface Call {
  /** How long to wait for tasks (`customTimeouts`), in milliseconds; without it the setting `taskTimeout`. */
  readonly timeoutMs?: number | undefined;
}

/** What an engine asks of an allocation, whichever host it asks. Answers are without the envelope. */
export interface Operations {
  check(olds: Opened, news: Opened): Promise<Checked>;
  diff(id: string, olds: Opened, news: Opened): Promise<Differences>;
  create(inputs: Opened, call?: Call): Promise<Created>;
  read(id: string, props: Opened): Promise<Read>;
  update(id: string, olds: Opened, news: Opened, call?: Call): Promise<{ outs: Values }>;
  delete(id: string, props: Opened, call?: Call): Promise<void>;
}
