import type { Incoming } from "../incoming";

const LOOPBACK_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Why a request from a browser is turned away, or null. A page of another site must not click here: not by a request of
 * its own, and not by a name of its own that it lets point to this machine.
 */
export function turnedAway({ headers }: Incoming): string | null {
  const { host = "", origin } = headers;
  if (!LOOPBACK_NAME.test(host)) return `Host '${host}' is not this machine: use 127.0.0.1 or localhost.`;
  const site = headers["sec-fetch-site"] ?? "none";
  if (site !== "same-origin" && site !== "none") return `A request from another site (${site}) is refused.`;
  if (origin !== undefined && origin !== `http://${host}`) return `A request from ${origin} is refused.`;
  return null;
}
