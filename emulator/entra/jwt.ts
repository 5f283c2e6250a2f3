import { createHmac, timingSafeEqual } from "node:crypto";

export type Claims = Readonly<Record<string, unknown>>;

/** A token as Entra's look, but signed with a key that only its issuer has. */
export function signJwt(claims: Claims, key: string): string {
  const content = `${encode({ typ: "JWT", alg: "HS256" })}.${encode(claims)}`;
  return `${content}.${signature(content, key)}`;
}

/** The claims of a token that this key has signed; undefined for any other text. */
export function verifyJwt(token: string, key: string): Claims | undefined {
  const [header = "", payload = "", given = ""] = token.split(".");
  const expected = Buffer.from(signature(`${header}.${payload}`, key));
  const actual = Buffer.from(given);
  const isOurs = expected.length === actual.length && timingSafeEqual(expected, actual);
  return isOurs ? readClaims(token) : undefined;
}

/** What a token says, whoever signed it; undefined where it is no JWT. */
export function readClaims(token: string): Claims | undefined {
  const [, payload = ""] = token.split(".");
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return isClaims(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

function isClaims(value: unknown): value is Claims {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function signature(content: string, key: string): string {
  return createHmac("sha256", key).update(content).digest("base64url");
}
