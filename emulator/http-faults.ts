import type { Answer } from "./answers";
import type { HttpFault } from "./faults";
import type { Incoming } from "./incoming";
import type { World } from "./world";

/** What reaches the client: the whole answer, half of it, or a cut connection. */
export interface Delivery {
  readonly answer: Answer;
  readonly cut?: "half" | "all";
}

const HTML = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

export function httpFault(world: World, { verb, path, search }: Incoming): HttpFault | undefined {
  return world.faults.http.take((rule) => {
    if (rule.verb !== undefined && rule.verb.toUpperCase() !== verb) return false;
    return rule.path === undefined || matches(rule.path, path + search);
  });
}

/** Whether the request never reaches the platform. */
export function preventsHandling(fault: HttpFault): boolean {
  const replaces = fault.respond !== undefined || fault.drop === true || fault.html === true;
  return replaces && fault.when !== "after";
}

/** The answer, spoiled. */
export function spoil(fault: HttpFault, answer: Answer): Delivery {
  if (fault.drop === true) return { answer, cut: "all" };
  if (fault.truncate === true) return { answer, cut: "half" };
  if (fault.html === true)
    return { answer: { status: 502, body: HTML, headers: { "content-type": "text/html" } } };
  if (fault.respond !== undefined) return { answer: { body: undefined, ...fault.respond } };
  if (fault.rewrite !== undefined) return { answer: { ...answer, body: fault.rewrite(answer.body) } };
  return { answer };
}

function matches(wanted: string | RegExp, text: string): boolean {
  return typeof wanted === "string" ? text.includes(wanted) : text.search(wanted) >= 0;
}
