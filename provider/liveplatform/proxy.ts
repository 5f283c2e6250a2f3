import { BlockList, isIP } from "node:net";

/** The proxy that a request goes through, as axios takes it. */
export interface Proxy {
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  readonly auth?: { readonly username: string; readonly password: string };
}

/** Which proxy, and which variable named it; for people, never with its password. */
export interface ChosenProxy {
  readonly name: string;
  /** Undefined where the variable cannot be understood. */
  readonly proxy: Proxy | undefined;
}

const VARIABLES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/**
 * The proxy for a URL, by HTTPS_PROXY (else ALL_PROXY) and NO_PROXY, each also in lower case, which comes first. As curl, Go and
 * the Pulumi CLI read them: credentials may be percent-encoded, a scheme may be missing, a bare domain in NO_PROXY covers its
 * sub-domains; `.domain`, `*`, ports, addresses and CIDR blocks are understood. This machine itself is never asked by a proxy.
 */
export function proxyFor(url: string, env: NodeJS.ProcessEnv): ChosenProxy | undefined {
  const target = new URL(url);
  const variable = VARIABLES.find((name) => (env[name] ?? "").trim() !== "");
  if (variable === undefined || target.protocol !== "https:") return undefined;
  const host = target.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isLoopback(host) || isExcepted(host, target.port || "443", env["no_proxy"] ?? env["NO_PROXY"] ?? ""))
    return undefined;
  const proxy = parseProxy(env[variable]?.trim() ?? "");
  if (proxy === undefined) return { name: variable, proxy };
  const shown = proxy.host.includes(":") ? `[${proxy.host}]` : proxy.host;
  return { name: `${shown}:${proxy.port} (${variable})`, proxy };
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|::1)$/.test(host);
}

function parseProxy(text: string): Proxy | undefined {
  const given = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(given)) return undefined;
  const { protocol, hostname, port, username, password } = new URL(given);
  if (!/^https?:$/.test(protocol) || hostname === "") return undefined;
  const hasAuth = username !== "" || password !== "";
  return {
    protocol,
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || (protocol === "https:" ? 443 : 80)),
    ...(hasAuth && { auth: { username: decoded(username), password: decoded(password) } }),
  };
}

/** A password may hold a percent sign that encodes nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isExcepted(host: string, port: string, exceptions: string): boolean {
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== "" && covers(entry, host, port));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  if (entry.includes("/")) return coversAddress(entry, host);
  const [, name = entry, only] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const bare = name.replace(/^\[|\]$/g, "").replace(/^\*?\./, "");
  return host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`));
}

function coversAddress(block: string, host: string): boolean {
  const [address = "", bits = ""] = block.split("/");
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (isIP(address) === 0 || isIP(host) !== isIP(address) || !/^\d+$/.test(bits)) return false;
  if (Number(bits) > (family === "ipv6" ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family);
  return list.check(host, family);
}
