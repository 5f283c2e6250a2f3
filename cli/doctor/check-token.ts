import * as z from "zod";
import { isGuid } from "../../provider/common/guid";
import { safeText } from "../../provider/liveplatform/safe-text";
import { type Finding, span } from "./finding";

export interface TokenFacts {
  readonly token: string;
  readonly now: number;
  /** What was asked for, where the token is from Entra. */
  readonly scope: string | undefined;
  /** Whether a new one is fetched before it ends. */
  readonly isRenewed: boolean;
}

const text = z.string().optional().catch(undefined);
const claimsSchema = z.object({
  aud: z
    .union([z.string(), z.array(z.string())])
    .transform((aud) => [aud].flat())
    .catch([]),
  appid: text,
  azp: text,
  upn: text,
  preferred_username: text,
  unique_name: text,
  tid: text,
  roles: z.array(z.string()).catch([]).default([]),
  scp: text,
  exp: z.number().optional().catch(undefined),
  nbf: z.number().optional().catch(undefined),
});
type Claims = z.output<typeof claimsSchema>;

const CHECK = "token";
const SHORT_MS = 30 * 60_000;
/** Clocks differ by a little, and whoever checks a token allows for that. */
const TOLERANCE_MS = 60_000;
/** A calendar goes so far in both directions: a time beyond it is a word for "never". */
const LAST_MOMENT_MS = 8.64e15;

/** Tokens that are fetched by mistake: `az account get-access-token` gives the second unless told otherwise. */
const FOREIGN: readonly [RegExp, string][] = [
  [/graph\.microsoft\.com|^00000003-0000-0000-c000-0/i, "Microsoft Graph"],
  [/management\.(core\.windows|azure)\./i, "Azure Resource Manager"],
];

/** What a token says of itself. It is read and not verified: only the platform has a say in whether it is good. */
export function checkToken({ token, now, scope, isRenewed }: TokenFacts): Finding {
  const claims = claimsOf(token);
  if (claims === undefined) {
    return {
      check: CHECK,
      verdict: "ok",
      text: "it is opaque (not a JWT): what it says cannot be read, the platform decides",
    };
  }
  const safe = safeText([token]);
  const said = safe(`${describe(claims, now)} (read, not verified)`, 600);
  const problem = problemOf(claims, { now, scope, isRenewed });
  return problem === undefined
    ? { check: CHECK, verdict: "ok", text: said }
    : { check: CHECK, text: said, ...problem };
}

function claimsOf(token: string): Claims | undefined {
  const [, payload, signature] = token.split(".");
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const parsed = claimsSchema.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function describe(claims: Claims, now: number): string {
  const { aud, appid, azp, upn, preferred_username, unique_name, tid, roles, scp, exp } = claims;
  const user = upn ?? preferred_username ?? unique_name;
  const facts = [
    aud.length > 0 ? `for ${aud.join(", ")}` : "for nobody in particular",
    ...[appid ?? azp].flatMap((id) => (id === undefined ? [] : `application ${id}`)),
    ...(user === undefined ? [] : [`user ${user}`]),
    ...(tid === undefined ? [] : [`tenant ${tid}`]),
    roles.length > 0 ? `roles ${roles.join(", ")}` : "no roles",
    ...(scp === undefined ? [] : [`scopes ${scp}`]),
    exp === undefined ? "no end" : ends(exp * 1000, now),
  ];
  return facts.join("; ");
}

function ends(at: number, now: number): string {
  if (at > LAST_MOMENT_MS) return "no end";
  const left = at - now;
  const moment = new Date(Math.max(at, -LAST_MOMENT_MS)).toISOString().replace(/\.\d+Z$/, "Z");
  return left > 0 ? `ends in ${span(left)}, at ${moment}` : `ended ${span(left)} ago, at ${moment}`;
}

function problemOf(
  { exp, nbf, aud }: Claims,
  { now, scope, isRenewed }: Omit<TokenFacts, "token">,
): Pick<Finding, "verdict" | "advice"> | undefined {
  const left = exp === undefined ? Infinity : exp * 1000 - now;
  if (left <= 0)
    return { verdict: "failed", advice: "Fetch a new one, or sign in at Entra, where tokens are renewed" };

  if (nbf !== undefined && nbf * 1000 > now + TOLERANCE_MS) {
    return {
      verdict: "failed",
      advice: `It begins in ${span(nbf * 1000 - now)}: check this machine's clock`,
    };
  }
  const mistaken = audienceProblem(aud, scope);
  if (mistaken !== undefined) return mistaken;
  if (!isRenewed && left < SHORT_MS) {
    return {
      verdict: "warning",
      advice: "A run that takes longer ends in the middle: fetch a new one before it",
    };
  }
  return undefined;
}

function audienceProblem(
  aud: readonly string[],
  scope: string | undefined,
): Pick<Finding, "verdict" | "advice"> | undefined {
  const foreign = FOREIGN.find(([pattern]) => aud.some((one) => pattern.test(one)))?.[1];
  if (foreign !== undefined)
    return { verdict: "failed", advice: `It is for ${foreign}: ask for the platform's own scope instead` };

  const resource = scope?.replace(/\/\.default$/, "");
  // A version 2 token names its audience by id, which tells nothing about the scope's other name for it.
  const isComparable =
    resource !== undefined && (isGuid(resource.replace("api://", "")) || !aud.every(isGuid));
  if (isComparable && !aud.some((one) => resource === one || resource === `api://${one}`)) {
    return {
      verdict: "warning",
      advice: `It was asked for with scope ${scope ?? ""}, which names another one`,
    };
  }
  return undefined;
}
