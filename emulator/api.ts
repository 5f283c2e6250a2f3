import { setTimeout as delay } from "node:timers/promises";
import { type Answer, Refusal, problem } from "./answers";
import { type Call, channelOf } from "./call";
import { type Delivery, httpFault, preventsHandling, spoil } from "./http-faults";
import { type Incoming, parsedBody } from "./incoming";
import type { LimitGroup } from "./options";
import type { RecordedRequest } from "./request-log";
import { findRoute } from "./routes";
import type { World } from "./world";

/** Keeps what came, without the credentials. */
export function record(world: World, incoming: Incoming): RecordedRequest {
  const { verb, path, query } = incoming;
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).filter(([name]) => name !== "authorization"),
  );
  const body = parsedBody(incoming.body);
  const entry = { at: world.clock.now(), verb, path, query, body, status: null, route: null, headers };
  world.requests.push(entry);
  return entry;
}

/** Answers a request that is signed in, spoiled where a rule says so. */
export async function answerTo(
  world: World,
  incoming: Incoming,
  entry: { record: RecordedRequest; signal: AbortSignal },
): Promise<Delivery> {
  const fault = httpFault(world, incoming);
  const wait = () => delay(fault?.delayMs ?? 0, undefined, { signal: entry.signal });
  if (fault?.delayMs !== undefined && fault.when !== "after") await wait();
  if (fault !== undefined && preventsHandling(fault)) return spoil(fault, { status: 502, body: undefined });
  const answer = attempt(world, incoming.path, () => handle(world, incoming, entry.record));
  if (fault?.delayMs !== undefined && fault.when === "after") await wait();
  return fault === undefined ? { answer } : spoil(fault, answer);
}

/** 401; what the caller sent is not repeated. */
export function unauthorized(world: World, instance: string): Answer {
  const headers = { "www-authenticate": 'Bearer error="invalid_token"' };
  const detail = "A valid bearer token is required.";
  return problem(world, { status: 401, title: "Unauthorized", detail, instance, headers });
}

export function notFound(world: World, instance: string): Answer {
  return problem(world, { status: 404, title: "Not Found", detail: `No such path: ${instance}`, instance });
}

function handle(world: World, incoming: Incoming, entry: RecordedRequest): Answer {
  const { verb, path, headers, body } = incoming;
  const now = world.now();
  const { route, captured } = findRoute(world, verb, path);
  entry.route = route.name;
  const full = firstFull(world, route.limit, now);
  if (full !== null) return tooMany(world, path, full);
  const query = new Map(Object.entries(incoming.query).map(([name, value]) => [name.toLowerCase(), value]));
  const channel = channelOf(world, headers["x-ovoc-channel-id"]);
  const call: Call = { verb, path, query, headers, body, captured, channel };
  return route.handler(world, call);
}

function firstFull(world: World, group: LimitGroup | undefined, now: number): number | null {
  return world.limiter.take("all", now) ?? (group === undefined ? null : world.limiter.take(group, now));
}

function tooMany(world: World, instance: string, waitMs: number): Answer {
  const headers = { "retry-after": String(Math.max(1, Math.ceil(waitMs / 1000))) };
  const detail = "The request limit is reached.";
  return problem(world, { status: 429, title: "Too Many Requests", detail, instance, headers });
}

function attempt(world: World, instance: string, run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    const detail = error instanceof Error ? error.message : "Unknown error";
    return problem(world, { status: 500, title: "Internal Server Error", detail, instance });
  }
}
