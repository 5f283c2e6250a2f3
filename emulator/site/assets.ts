import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../answers";

const TYPES: ReadonlyMap<string, string> = new Map([
  ["html", "text/html; charset=utf-8"],
  ["css", "text/css; charset=utf-8"],
  ["js", "text/javascript; charset=utf-8"],
]);

/** Scripts and styles from here only, none in the page itself, and nothing that could become one. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const HEADERS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
};

/** The files of the portal page: `/`, and `/page/<name>`. */
export function pageAsset(path: string): Answer | null {
  const name = path === "/" ? "index.html" : path.replace(/^\/page\//, "");
  const [, extension = ""] = /^[a-z-]+\.([a-z]+)$/.exec(name) ?? [];
  const type = TYPES.get(extension);
  const body = type === undefined ? null : textOf(name);
  if (type === undefined || body === null) return null;
  return { status: 200, body, headers: { ...HEADERS, "content-type": type } };
}

function textOf(name: string): string | null {
  try {
    return readFileSync(join(__dirname, "../page", name), "utf8");
  } catch {
    return null;
  }
}
