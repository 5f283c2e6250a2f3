import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { describeLoss, type LostAnswer } from "./lost-answer";

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
    const deadline = AbortSignal.timeout(request.timeoutMs);
    try {
      const response = await axios.request<unknown>({
        method: request.verb,
        url: request.url,
        headers: request.headers,
        ...(request.body !== undefined && { data: request.body }),
        ...(request.reuseConnection ? this.#pooled : this.#fresh),
        signal: deadline,
        maxContentLength: request.maxAnswerBytes,
        maxRedirects: 0,
        responseType: "text",
        transformResponse: (data: unknown) => data,
        validateStatus: () => true,
      });
      const headers = new Map(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
      const text = typeof response.data === "string" ? response.data : "";
      return { kind: "answer", status: response.status, header: (name) => headers.get(name), text };
    } catch (error) {
      return describeLoss(error, deadline.aborted ? request.timeoutMs : undefined);
    }
  }
}

function agents(keepAlive: boolean): { httpAgent: HttpAgent; httpsAgent: HttpsAgent } {
  return { httpAgent: new HttpAgent({ keepAlive }), httpsAgent: new HttpsAgent({ keepAlive }) };
}
