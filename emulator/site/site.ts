import type { Answer } from "../answers";
import { type Incoming, parsedBody } from "../incoming";
import { pageAsset } from "./assets";
import type { Invitations } from "./invitations";

/** Answers a browser of this machine that has no token yet: the files of the page, and the token for an invitation. */
export function answerSite(incoming: Incoming, { invitations, token }: Doorkeeper): Answer {
  const { verb, path, body } = incoming;
  if (verb === "POST" && path === "/session") {
    const code = codeOf(parsedBody(body));
    if (code !== undefined && invitations.redeem(code)) return { status: 200, body: { token } };
    return { status: 403, body: { error: "This link has been used, or is of another emulator." } };
  }
  const asset = verb === "GET" ? pageAsset(path) : null;
  return asset ?? { status: 404, body: { error: `No such page: ${verb} ${path}` } };
}

interface Doorkeeper {
  readonly invitations: Invitations;
  readonly token: string;
}

function codeOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("code" in body)) return undefined;
  return typeof body.code === "string" ? body.code : undefined;
}
