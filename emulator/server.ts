import { setMaxListeners } from "node:events";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answer } from "./answers";
import { answerTo, notFound, record, unauthorized } from "./api";
import type { Delivery } from "./http-faults";
import { type Incoming, receive } from "./incoming";
import { toJson } from "./number-payload";
import { type RecordedRequest, requestLine } from "./request-log";
import { turnedAway } from "./site/gate";
import type { World } from "./world";

/** What the server needs to know besides the world. */
export interface Wiring {
  readonly acceptToken: (token: string) => boolean;
  readonly onRequest?: ((request: RecordedRequest) => void) | undefined;
  readonly control: (incoming: Incoming) => Answer;
  /** The page, for a browser of this machine. */
  readonly site: (incoming: Incoming) => Answer;
}

/** The HTTP side of a running emulator. */
export interface Listener {
  readonly origin: string;
  close(): Promise<void>;
}

export async function listen(world: World, wiring: Wiring): Promise<Listener> {
  const stop = new AbortController();
  // Each request that waits listens for the end.
  setMaxListeners(0, stop.signal);
  const server = createServer((request, response) => {
    serve(world, wiring, { request, response, signal: stop.signal }).catch(() => response.destroy());
  });
  const { host, port } = world.settings;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  return { origin: `http://${host.includes(":") ? `[${host}]` : host}:${portOf(server)}`, close };

  async function close(): Promise<void> {
    stop.abort();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly signal: AbortSignal;
}

async function serve(world: World, wiring: Wiring, { request, response, signal }: Exchange): Promise<void> {
  const incoming = await receive(request);
  const [scheme = "", token = ""] = (incoming.headers["authorization"] ?? "").split(" ");
  const signedIn = scheme.toLowerCase() === "bearer" && wiring.acceptToken(token);
  if (incoming.area === "control" || incoming.area === "site") {
    deliver(response, { answer: besides(incoming, signedIn) });
    return;
  }
  const entry = record(world, incoming);
  const delivery = await respond(signedIn);
  entry.status = delivery.cut === "all" ? null : delivery.answer.status;
  wiring.onRequest?.(entry);
  world.log.add({ at: entry.at, kind: "request", text: requestLine(entry) });
  deliver(response, delivery);

  function besides({ area, local, path }: Incoming, allowed: boolean): Answer {
    const why = local
      ? turnedAway(incoming)
      : area === "site"
        ? "The portal is for browsers of this machine."
        : null;
    if (why !== null) return { status: 403, body: { error: why } };
    if (area === "site") return wiring.site(incoming);
    return allowed ? wiring.control(incoming) : unauthorized(world, path);
  }

  async function respond(allowed: boolean): Promise<Delivery> {
    if (incoming.area === "elsewhere") return { answer: notFound(world, incoming.path) };
    if (!allowed) return { answer: unauthorized(world, incoming.path) };
    return answerTo(world, incoming, { record: entry, signal });
  }
}

function deliver(response: ServerResponse, { answer, cut }: Delivery): void {
  if (cut === "all") return void response.destroy();
  const text = textOf(answer);
  const type = { "content-type": "application/json; charset=utf-8" };
  response.writeHead(answer.status, {
    ...type,
    ...answer.headers,
    "content-length": Buffer.byteLength(text),
  });
  if (cut !== "half") return void response.end(text);
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

/** Text stays text where the answer says that it is no JSON. */
function textOf({ body, headers }: Answer): string {
  if (body === undefined) return "";
  const type = headers?.["content-type"] ?? "application/json";
  return typeof body === "string" && !type.includes("json") ? body : toJson(body);
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("Emulator: no port.");
  return address.port;
}
