/** Inputs or outputs by name. */
export type Values = Record<string, unknown>;

/** The inputs as the engine is to keep them, and every reason why they are refused. */
export interface Checked {
  inputs: Values;
  failures: { property: string; reason: string }[];
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

/** What an engine asks of an allocation, whichever host it asks. */
export interface Operations {
  check(olds: Values, news: Values): Promise<Checked>;
  diff(id: string, olds: Values, news: Values): Promise<Differences>;
  create(inputs: Values, call?: Call): Promise<Created>;
  read(id: string, props: Values): Promise<Read>;
  update(id: string, olds: Values, news: Values, call?: Call): Promise<{ outs: Values }>;
  delete(id: string, props: Values, call?: Call): Promise<void>;
}
