import { type Answer, invalid } from "./answers";
import { isGuid } from "./ids";
import type { World } from "./world";

/** One request to the API, as the handlers see it. */
export interface Call {
  readonly verb: string;
  /** Decoded, behind `/tenantui`. */
  readonly path: string;
  /** By name in lower case. */
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the route's pattern captured. */
  readonly captured: string;
  /** Bound to this channel by X-Ovoc-Channel-Id. */
  readonly channel: number | undefined;
}

/** One endpoint. */
export type Handler = (world: World, call: Call) => Answer;

const INTEGER = /^-?\d{1,9}$/;

/** Refuses query names that the endpoint does not have: a client that misspells one should hear of it. */
export function onlyQuery(world: World, call: Call, names: readonly string[]): void {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const unknown = [...call.query.keys()].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw invalid(world, Object.fromEntries(unknown.map((name) => [name, ["Unknown query parameter."]])));
}

/** An integer of the query, at least 1. */
export function positive(world: World, call: Call, name: string): number | undefined {
  const text = call.query.get(name.toLowerCase());
  if (text === undefined || text === "") return undefined;
  if (INTEGER.test(text) && Number(text) >= 1) return Number(text);
  throw invalid(world, { [name]: [`The value '${text}' is not valid for ${name}.`] });
}

/** The tenant of the query in lower case, undefined where there is none. */
export function optionalTenant(world: World, call: Call): string | undefined {
  const text = call.query.get("mstenantid");
  if (text === undefined || text === "") return undefined;
  if (isGuid(text)) return text.toLowerCase();
  throw invalid(world, { msTenantId: [`The value '${text}' is not valid for msTenantId.`] });
}

export function requiredTenant(world: World, call: Call): string {
  const tenantId = optionalTenant(world, call);
  if (tenantId === undefined) throw invalid(world, { msTenantId: ["The msTenantId field is required."] });
  return tenantId;
}

/** The channel that the caller is bound to. */
export function channelOf(world: World, header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (INTEGER.test(header)) return Number(header);
  throw invalid(world, { "X-Ovoc-Channel-Id": [`The value '${header}' is not valid.`] });
}
