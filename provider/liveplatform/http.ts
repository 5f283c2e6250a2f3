import { Agent as HttpAgent, ClientRequest } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { TLSSocket } from "node:tls";
import { type LostAnswer, describeLoss } from "./lost-answer";
import { type ChosenProxy, proxyFor } from "./proxy";

export interface HttpRequest {
  verb: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** For the whole exchange, to the last byte of the answer. */
  timeoutMs: number;
  maxAnswerBytes: number;
  /** A connection that lay idle may be closed by the other side at the moment it is used again. */
  reuseConnection: boolean;
  /** Gives the exchange up. */
  signal?: AbortSignal;
}

export interface HttpAnswer {
  kind: "answer";
  status: number;
  /** Response headers by lower-case name. */
  header(name: string): string | undefined;
  text: string;
}

/** One HTTP exchange. Nothing of axios leaves this file: its errors and answers hold the request's headers. */
export class Http {
  readonly #pooled = agents(true);
  readonly #fresh = agents(false);

  async exchange(request: HttpRequest): Promise<HttpAnswer | LostAnswer> {
    // Loaded by the first request: many runs of the provider's process make none.
    const { default: axios } = await import("axios");
    const through = proxyFor(request.url, process.env);
    if (through !== undefined && through.proxy === undefined) return unusable(through);
    const deadline = AbortSignal.timeout(request.timeoutMs);
    try {
      const response = await axios.request<unknown>({
        method: request.verb,
        url: request.url,
        headers: request.headers,
        ...(request.body !== undefined && { data: request.body }),
        ...(request.reuseConnection ? this.#pooled : this.#fresh),
        proxy: through?.proxy ?? false,
        signal: eitherOf(deadline, request.signal),
        maxContentLength: request.maxAnswerBytes,
        maxRedirects: 0,
        responseType: "text",
        transformResponse: (data: unknown) => data,
        validateStatus: () => true,
      });
      if (through !== undefined && isWithoutTls(response.request))
        return refusedBy(through, response.status, new URL(request.url).host);
      const headers = new Map(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
      const text = typeof response.data === "string" ? response.data : "";
      return { kind: "answer", status: response.status, header: (name) => headers.get(name), text };
    } catch (error) {
      return lossBy(through, describeLoss(error, deadline.aborted ? request.timeoutMs : undefined));
    }
  }
}

function lossBy(through: ChosenProxy | undefined, lost: LostAnswer): LostAnswer {
  return through === undefined
    ? lost
    : { ...lost, reason: `${lost.reason}, through the proxy ${through.name}` };
}

function unusable({ name }: ChosenProxy): LostAnswer {
  const reason = `${name} is not a supported proxy: expected http://HOST:PORT or https://HOST:PORT`;
  return { kind: "lost", reason, sent: false };
}

/** An answer that came before the tunnel to the platform stood: the proxy's own. */
function isWithoutTls(request: unknown): boolean {
  return (
    request instanceof ClientRequest && request.socket !== null && !(request.socket instanceof TLSSocket)
  );
}

function refusedBy({ name }: ChosenProxy, status: number, host: string): LostAnswer {
  return { kind: "lost", reason: `the proxy ${name} ${refusal(status, host)}`, sent: false };
}

function refusal(status: number, host: string): string {
  if (status === 407)
    return "refuses these credentials (407): check the user and the password in that variable";
  if (status === 403)
    return `does not let this machine connect to ${host} (403): ask its administrators to allow it, or add the host to NO_PROXY`;
  return status >= 500
    ? `could not connect to ${host} (${status})`
    : `answered ${status} when asked to connect to ${host}`;
}

function agents(keepAlive: boolean): { httpAgent: HttpAgent; httpsAgent: HttpsAgent } {
  return { httpAgent: new HttpAgent({ keepAlive }), httpsAgent: new HttpsAgent({ keepAlive }) };
}

function eitherOf(deadline: AbortSignal, signal: AbortSignal | undefined): AbortSignal {
  return signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
}
