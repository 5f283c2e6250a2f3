import type { LogEntry } from "./event-log";
import type { Random } from "./ids";
import type { RecordedRequest } from "./request-log";
import { DEFAULT_SEED, type Seed } from "./seed";

/** At most `count` requests in any `perMs` milliseconds. */
export interface Limit {
  readonly count: number;
  readonly perMs: number;
}

/** Limits by group of endpoints; `null` lifts one. Each refusal is a 429 with Retry-After in seconds. */
export interface Limits {
  /** Default 10 in 10 s. */
  readonly release?: Limit | null;
  /** ready-for-removal and clear-removal-status together. Default 300 a minute. */
  readonly removalStatus?: Limit | null;
  /** All requests together. Default: none. */
  readonly all?: Limit | null;
}

/** How tasks spell their status. */
export interface TaskStatusNames {
  /** Default `InProgress`. */
  readonly running?: string;
  /** Default `CompletedSuccess`. */
  readonly success?: string;
  /** Some numbers were refused. Default `CompletedWithErrors`. */
  readonly partial?: string;
  /** All numbers were refused, or the operation was. Default `Failed`. */
  readonly failure?: string;
}

export interface EmulatorOptions {
  /** 0, the default, picks a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** The bearer token that requests must carry. Default: random. */
  readonly token?: string;
  /** Other tokens that are good as well, such as those of `startEntra`. */
  readonly acceptToken?: (token: string) => boolean;
  readonly seed?: Seed;
  /** `virtual` stands still until `advance`. Default `real`. */
  readonly time?: "real" | "virtual";
  /** Where time starts, milliseconds since 1970. Default: now. */
  readonly now?: number;
  /** Source of every identifier but the token. Default `Math.random`. */
  readonly random?: Random;
  /** How long a task runs. Default 2000. */
  readonly taskDurationMs?: number;
  /** From the end of an upload until its numbers are Active. Default 1000. */
  readonly acquireAfterMs?: number;
  /** How long an ended task can be asked for; afterwards 404. Default: for ever. */
  readonly taskRetentionMs?: number;
  /** JSON file that keeps the state between starts; it never holds the token. */
  readonly stateFile?: string;
  readonly limits?: Limits;
  /** Page size where the request names none. Default 200. */
  readonly defaultPageSize?: number;
  /** Default 5000. */
  readonly maxPageSize?: number;
  /** Whether a larger page size is cut down or a 400. Default `clamp`. */
  readonly pageSizeOverflow?: "clamp" | "refuse";
  /** Default 5000. */
  readonly maxNumbersPerRequest?: number;
  /** Whether a release answers `{ "taskId": … }` or just the id, as a JSON string. Default `object`. */
  readonly releaseAnswer?: "object" | "string";
  /**
   * What becomes of a country that is not an ISO code: a task that refuses its numbers, or a 400 at once. Default `task`.
   */
  readonly unknownCountry?: "task" | "request";
  readonly taskStatus?: TaskStatusNames;
  /** Called after each request to the API. */
  readonly onRequest?: (request: RecordedRequest) => void;
  /** Called with each line of the log: requests, what is done in the portal, tasks that end. */
  readonly onLog?: (entry: LogEntry) => void;
}

type Defaulted = Omit<
  EmulatorOptions,
  "limits" | "taskStatus" | "now" | "token" | "acceptToken" | "stateFile" | "onRequest" | "onLog"
>;

/** The options with every default filled in. */
export interface Settings extends Required<Defaulted> {
  readonly limits: { readonly [Group in keyof Limits]-?: Limit | null };
  readonly taskStatus: Required<TaskStatusNames>;
}

export type LimitGroup = keyof Settings["limits"];

export function withDefaults(options: EmulatorOptions): Settings {
  const { limits, taskStatus, ...rest } = options;
  return {
    ...DEFAULTS,
    ...rest,
    limits: { ...DEFAULTS.limits, ...limits },
    taskStatus: { ...DEFAULTS.taskStatus, ...taskStatus },
  };
}

const DEFAULTS: Settings = {
  port: 0,
  host: "127.0.0.1",
  seed: DEFAULT_SEED,
  time: "real",
  random: Math.random,
  taskDurationMs: 2_000,
  acquireAfterMs: 1_000,
  taskRetentionMs: Infinity,
  defaultPageSize: 200,
  maxPageSize: 5_000,
  pageSizeOverflow: "clamp",
  maxNumbersPerRequest: 5_000,
  releaseAnswer: "object",
  unknownCountry: "task",
  limits: { release: { count: 10, perMs: 10_000 }, removalStatus: { count: 300, perMs: 60_000 }, all: null },
  taskStatus: {
    running: "InProgress",
    success: "CompletedSuccess",
    partial: "CompletedWithErrors",
    failure: "Failed",
  },
};
