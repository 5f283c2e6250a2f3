import { readFileSync } from "node:fs";
import { type IncomingHttpHeaders, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import * as z from "zod";
import type { Clock } from "../../provider/common/clock";
import { LivePlatform, type LivePlatformOptions, staticToken } from "../../provider/liveplatform";

export const tenant = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
export const token = "a.secret+token/of=32-characters!!";

export interface Received {
  verb: string;
  /** Path and query, as sent. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Virtual time. */
  at: number;
}

export type Reply = (response: ServerResponse, request: Received) => void;

export function fixture(name: string): string {
  return readFileSync(join(__dirname, "fixtures", `${name}.json`), "utf8");
}

export function fixtureValue(name: string): unknown {
  return JSON.parse(fixture(name));
}

/** The numbers a request names. */
export function numbersIn({ body }: Received): string[] {
  return z.object({ telephoneNumbers: z.array(z.string()) }).parse(JSON.parse(body)).telephoneNumbers;
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return (response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

export function html(status: number, title: string): Reply {
  return (response) => {
    response.writeHead(status, { "Content-Type": "text/html" });
    response.end(
      `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    );
  };
}

/** Takes the request and closes the connection without a word. */
export const dropped: Reply = (response) => response.destroy();

/** Never answers. */
export const silent: Reply = () => undefined;

/** Promises more bytes than it sends. */
export function half(body: string): Reply {
  return (response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": String(body.length) });
    response.write(body.slice(0, body.length / 2), () => response.destroy());
  };
}

/** Time that passes only while someone sleeps, in the order of the sleepers. */
export class VirtualClock implements Clock {
  #now = Date.parse("2026-03-01T12:00:00Z");
  readonly #sleepers: { until: number; wake: () => void }[] = [];
  readonly slept: number[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    return new Promise((wake) => {
      this.#sleepers.push({ until: this.#now + ms, wake });
      setImmediate(() => this.#wakeNext());
    });
  }

  #wakeNext(): void {
    const next = this.#sleepers.sort((a, b) => a.until - b.until).shift();
    if (next) {
      this.#now = Math.max(this.#now, next.until);
      next.wake();
    }
  }
}

export interface Harness {
  url: string;
  clock: VirtualClock;
  platform: LivePlatform;
  received: Received[];
}

const running: (() => void)[] = [];

/** For `afterEach`. */
export function closeAll(): void {
  running.splice(0).forEach((close) => close());
}

/** A server whose nth request gets the nth reply, and all further ones the last; and a client for it. */
export async function serve(replies: Reply[], options: Partial<LivePlatformOptions> = {}): Promise<Harness> {
  const clock = new VirtualClock();
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method: verb = "", url = "", headers } = request;
      const seen = { verb, url, headers, body: Buffer.concat(chunks).toString(), at: clock.now() };
      received.push(seen);
      (replies[received.length - 1] ?? replies.at(-1))?.(response, seen);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  running.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${portOf(server.address())}/tenantui`;
  const tokenSource = staticToken(token, "LIVEPLATFORM_TOKEN");
  return {
    url,
    clock,
    received,
    platform: new LivePlatform({ baseUrl: url, tokenSource, clock, ...options }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** The error a call ends with, of the class that is expected. */
export async function failureOf<E extends Error>(
  kind: abstract new (...args: never[]) => E,
  call: Promise<unknown>,
): Promise<E> {
  const outcome = await call.then(
    () => "no failure",
    (error: unknown) => error,
  );
  if (outcome instanceof kind) return outcome;

  throw new Error(`expected ${kind.name}, got ${String(outcome)}`);
}
