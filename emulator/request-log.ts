/** One request to the API, as it came and as it was answered. */
export interface RecordedRequest {
  /** Milliseconds since 1970, in the emulator's time. */
  readonly at: number;
  readonly verb: string;
  /** Decoded, without `/tenantui`. */
  readonly path: string;
  /** Names as sent. */
  readonly query: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else the text; undefined where there was none. */
  readonly body: unknown;
  /** The status sent; null where the connection was cut. */
  status: number | null;
  /** Which endpoint it reached, for instance `upload`; null where there is none. */
  route: string | null;
  /** Without authorization. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Totals since the start or the last reset. */
export interface Counts {
  requests: number;
  lists: number;
  numberGets: number;
  taskPolls: number;
  uploads: number;
  releases: number;
  /** POSTs that change something, whatever their answer. */
  writes: number;
  /** Numbers that became rows by an upload. */
  numbersUploaded: number;
  /** Numbers that a release took away. */
  numbersReleased: number;
}

type RequestCounts = Omit<Counts, "numbersUploaded" | "numbersReleased">;

const GROUPS: ReadonlyMap<string, readonly (keyof RequestCounts)[]> = new Map([
  ["listV3", ["lists"]],
  ["listV2", ["lists"]],
  ["number", ["numberGets"]],
  ["task", ["taskPolls"]],
  ["upload", ["uploads", "writes"]],
  ["release", ["releases", "writes"]],
  ["unassign", ["writes"]],
  ["readyForRemoval", ["writes"]],
  ["clearRemovalStatus", ["writes"]],
]);

export function countRequests(requests: readonly RecordedRequest[]): RequestCounts {
  const counts = {
    requests: requests.length,
    lists: 0,
    numberGets: 0,
    taskPolls: 0,
    uploads: 0,
    releases: 0,
    writes: 0,
  };
  for (const { route } of requests) for (const group of GROUPS.get(route ?? "") ?? []) counts[group]++;
  return counts;
}

/** `POST /api/v2/oc/numbers/action/upload?msTenantId=… → 200` */
export function requestLine({ verb, path, query, status }: RecordedRequest): string {
  const search = new URLSearchParams(query).toString();
  return `${verb} ${path}${search === "" ? "" : `?${search}`} → ${status ?? "connection cut"}`;
}
