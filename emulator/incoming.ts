import type { IncomingMessage } from "node:http";

/** A request, read to its end. */
export interface Incoming {
  readonly verb: string;
  /** Decoded; without `/tenantui` where it began with that. */
  readonly path: string;
  /** Decoded, with its question mark; empty where there is none. */
  readonly search: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What its path began with. */
  readonly area: "api" | "control" | "site" | "elsewhere";
  /** Whether it came from this machine. */
  readonly local: boolean;
}

import { isLoopback } from "./is-loopback";

const API = "/tenantui";
const CONTROL = "/_emulator";

export async function receive(request: IncomingMessage): Promise<Incoming> {
  const [rawPath = "/", ...rest] = (request.url ?? "/").split("?");
  const decodedPath = decode(rawPath);
  const rawSearch = rest.join("?");
  const area = areaOf(decodedPath);
  const prefix = { api: API, control: CONTROL, site: "", elsewhere: "" }[area];
  return {
    verb: (request.method ?? "GET").toUpperCase(),
    path: decodedPath.slice(prefix.length),
    search: rawSearch === "" ? "" : `?${decode(rawSearch)}`,
    query: Object.fromEntries(new URLSearchParams(rawSearch)),
    headers: headersOf(request),
    body: await readAll(request),
    area,
    local: isLoopback(request.socket.remoteAddress),
  };
}

/** JSON where it is, else the text; undefined where there is none. */
export function parsedBody(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function areaOf(path: string): Incoming["area"] {
  if (path.startsWith(`${API}/`)) return "api";
  if (path === "/" || path === "/session" || path.startsWith("/page/")) return "site";
  return path === CONTROL || path.startsWith(`${CONTROL}/`) ? "control" : "elsewhere";
}

/** A broken escape stays as it is, and so is found nowhere. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value] as const],
  );
  return Object.fromEntries(entries);
}

async function readAll(request: IncomingMessage): Promise<string> {
  request.setEncoding("utf8");
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
