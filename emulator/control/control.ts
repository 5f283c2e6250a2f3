import * as z from "zod";
import { type Answer, ok } from "../answers";
import type { Emulator } from "../emulator";
import type { Incoming } from "../incoming";
import { plainIssues } from "../plain-issues";
import { ABILITIES } from "./abilities";
import type { Ability } from "./ability";
import { PORTAL_ABILITIES } from "./portal-abilities";

/** Answers what comes under `/_emulator`; that path alone lists all there is. */
export function answerControl(emulator: Emulator): (incoming: Incoming) => Answer {
  const abilities = [...ABILITIES, ...PORTAL_ABILITIES];
  const byPlace = new Map(abilities.map((one) => [`${one.verb} ${one.path}`, one]));
  return (incoming) => {
    const place = `${incoming.verb} ${incoming.path}`;
    if (/^GET \/?$/.test(place)) return ok({ abilities: abilities.map(described) });
    const found = byPlace.get(place);
    if (found !== undefined) return attempt(() => found.run(emulator, sentTo(incoming)));
    return { status: 404, body: { error: `No such ability: ${place}. GET /_emulator lists them.` } };
  };
}

function described({ verb, path, does, example }: Ability): Record<string, unknown> {
  return { verb, path: `/_emulator${path}`, does, ...(example !== undefined && { example }) };
}

function sentTo({ verb, query, body }: Incoming): unknown {
  if (verb === "GET") return query;
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Error(`The body is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

function attempt(run: () => unknown): Answer {
  try {
    return ok(run() ?? {});
  } catch (error) {
    if (error instanceof z.ZodError) return { status: 400, body: { error: plainIssues(error) } };
    return { status: 400, body: { error: error instanceof Error ? error.message : "Unknown error" } };
  }
}
