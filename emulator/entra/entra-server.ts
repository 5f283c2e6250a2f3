import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";

/** What goes back; undefined cuts the connection. */
export type EntraAnswer = { readonly status: number; readonly body: unknown } | undefined;

/** The two things that a client asks. */
export interface EntraHandlers {
  readonly discovery: (tenant: string, origin: string) => EntraAnswer;
  readonly token: (tenant: string, form: URLSearchParams) => Promise<EntraAnswer>;
}

export interface EntraListener {
  readonly origin: string;
  close(): Promise<void>;
}

export interface EntraAddress {
  readonly key: string;
  readonly cert: string;
  readonly port: number;
  readonly host: string;
}

const DISCOVERY = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/;
const TOKEN = /^\/([^/]+)\/oauth2\/v2\.0\/token$/;

export async function listenTls(
  { key, cert, port, host }: EntraAddress,
  handlers: EntraHandlers,
): Promise<EntraListener> {
  let origin = "";
  const server = createServer({ key, cert }, (request, response) => {
    answer(handlers, origin, request).then(
      (found) => deliver(response, found),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  origin = `https://${host.includes(":") ? `[${host}]` : host}:${portOf(server.address())}`;
  return { origin, close };

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}

async function answer(
  handlers: EntraHandlers,
  origin: string,
  request: IncomingMessage,
): Promise<EntraAnswer> {
  const { pathname } = new URL(request.url ?? "/", origin);
  const tenant = (pattern: RegExp): string | undefined => pattern.exec(pathname)?.[1];
  const asked = tenant(DISCOVERY);
  if (request.method === "GET" && asked !== undefined) return handlers.discovery(asked, origin);
  const signing = tenant(TOKEN);
  if (request.method !== "POST" || signing === undefined)
    return { status: 404, body: { error: "not_found" } };
  request.setEncoding("utf8");
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return handlers.token(signing, new URLSearchParams(text));
}

function deliver(response: ServerResponse, found: EntraAnswer): void {
  if (found === undefined) return void response.destroy();
  const text = found.body === undefined ? "" : JSON.stringify(found.body);
  response.writeHead(found.status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("Emulated Entra: no port.");
  return address.port;
}
