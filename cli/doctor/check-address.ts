import { lookup } from "node:dns/promises";
import { connect as connectTcp, isIP } from "node:net";
import { type PeerCertificate, type TLSSocket, connect as connectTls } from "node:tls";
import type { Clock } from "../../provider/common/clock";
import { describeLoss } from "../../provider/liveplatform/lost-answer";
import { type Finding, span } from "./finding";

export interface AddressOptions {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
}

/** A direct connection, and what made it. */
interface Place {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
}

const SOON_MS = 14 * 86_400_000;

/** The host's name, its port and its certificate; the first that fails is the last that is looked at. */
export async function checkAddress(options: AddressOptions): Promise<Finding[]> {
  const { protocol, hostname, port } = new URL(options.baseUrl);
  const host = hostname.replace(/^\[|\]$/g, "");
  const isTls = protocol === "https:";
  const place = { host, port: Number(port === "" ? (isTls ? 443 : 80) : port), timeoutMs: options.timeoutMs };
  const findings: Finding[] = [];
  for (const check of [nameOf, connectionTo, ...(isTls ? [certificateOf] : [plainHttp])]) {
    const finding = await check(place, options.clock);
    findings.push(finding.verdict === "failed" ? orByProxy(finding, protocol, options.env) : finding);
    if (finding.verdict === "failed") break;
  }
  return findings;
}

async function nameOf({ host }: Place): Promise<Finding> {
  const check = "host name";
  if (isIP(host) !== 0) return { check, verdict: "ok", text: `${host} is an address` };
  try {
    const addresses = await lookup(host, { all: true });
    return { check, verdict: "ok", text: `${host} is ${addresses.map(({ address }) => address).join(", ")}` };
  } catch (error) {
    const advice = "Check baseUrl, and whether this machine is in the network (VPN) where the name is known";
    return { check, verdict: "failed", text: `${host}: ${describeLoss(error).reason}`, advice };
  }
}

async function connectionTo({ host, port, timeoutMs }: Place, clock: Clock): Promise<Finding> {
  const begun = clock.now();
  const socket = connectTcp({ host, port });
  try {
    await opened(socket, "connect", timeoutMs);
    return { check: "connection", verdict: "ok", text: `port ${port} answers in ${clock.now() - begun} ms` };
  } catch (error) {
    const text = `port ${port} of ${host}: ${reasonOf(error, timeoutMs)}`;
    const advice = "Check baseUrl, and the firewalls between this machine and the platform";
    return { check: "connection", verdict: "failed", text, advice };
  } finally {
    socket.destroy();
  }
}

function plainHttp(): Promise<Finding> {
  return Promise.resolve({ check: "TLS", verdict: "ok", text: "none: http to this machine itself" });
}

/** Nothing is sent: an untrusted certificate is looked at all the same, to say what is wrong with it. */
async function certificateOf({ host, port, timeoutMs }: Place, clock: Clock): Promise<Finding> {
  const check = "TLS";
  const named = isIP(host) === 0 ? { servername: host } : {};
  const socket = connectTls({ host, port, rejectUnauthorized: false, ...named });
  try {
    await opened(socket, "secureConnect", timeoutMs);
    return judge(socket, clock.now());
  } catch (error) {
    const advice = "Is it https that is spoken at this port?";
    return { check, verdict: "failed", text: reasonOf(error, timeoutMs), advice };
  } finally {
    socket.destroy();
  }
}

function judge(socket: TLSSocket, now: number): Finding {
  const check = "TLS";
  const certificate = socket.getPeerCertificate();
  const left = Date.parse(certificate.valid_to) - now;
  const text = `${socket.getProtocol() ?? "unknown version"}, ${describe(certificate, left)}`;
  if (!socket.authorized) {
    const code = String(socket.authorizationError);
    return { check, verdict: "failed", text: `${text}: not trusted (${code})`, advice: adviceFor(code) };
  }
  if (left > SOON_MS) return { check, verdict: "ok", text };
  return { check, verdict: "warning", text, advice: "It must be renewed by whoever runs the platform" };
}

function describe({ subject, issuer, valid_to }: PeerCertificate, left: number): string {
  const until = `${new Date(valid_to).toISOString().slice(0, 10)} (${left < 0 ? `${span(left)} ago` : span(left)})`;
  const by = [issuer.O, issuer.CN].flat().filter(Boolean).join(" ");
  return `certificate of ${[subject.CN].flat().join(", ")} by ${by}, until ${until}`;
}

function adviceFor(code: string): string {
  if (code.includes("EXPIRED"))
    return "It must be renewed by whoever runs the platform; and check this machine's clock";
  if (code.includes("ALTNAME"))
    return "It is made out for other names than the one in baseUrl: check baseUrl";
  return (
    "If the platform, or a proxy on the way, has certificates of an authority of its own, " +
    "give that authority's certificate in NODE_EXTRA_CA_CERTS=<file.pem>"
  );
}

/** Whatever listens to `error` after the first event does so that a late failure does not end the process. */
function opened(socket: ReturnType<typeof connectTcp>, event: string, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.once(event, () => resolve());
    socket.setTimeout(timeoutMs, () => reject(new Timeout()));
  });
}

class Timeout extends Error {}

function reasonOf(error: unknown, timeoutMs: number): string {
  return error instanceof Timeout ? `no answer within ${timeoutMs / 1000} s` : describeLoss(error).reason;
}

/** Where a proxy is set, requests may go through it; then a direct connection that fails proves nothing. */
function orByProxy(finding: Finding, protocol: string, env: NodeJS.ProcessEnv): Finding {
  const name = protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const variable = [name, name.toLowerCase()].find((one) => env[one]);
  if (variable === undefined) return finding;
  const advice = `${variable} is set: whether requests arrive that way is seen below`;
  return { ...finding, verdict: "warning", text: `directly: ${finding.text}`, advice };
}
