import { type TokenFacts, checkToken } from "../../cli/doctor/check-token";
import { lineOf, span } from "../../cli/doctor/finding";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const MINUTE = 60_000;
const SIGNATURE = "c2lnbmF0dXJlLXRoYXQtbm9ib2R5LW1heS1zZWU";

function jwt(claims: Record<string, unknown>): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${encode({ alg: "RS256" })}.${encode(claims)}.${SIGNATURE}`;
}

const GOOD = {
  aud: "api://live",
  appid: "0f5a1a0e-63d0-4a3e-9f0a-2f1f3e6f8f11",
  tid: "6a1e6c0e-2c4b-4f43-9a55-0b7f9d5c8e21",
  roles: ["Numbers.Read", "Numbers.Write"],
  exp: (NOW + 59 * MINUTE) / 1000,
};

function look(claims: Record<string, unknown>, facts: Partial<TokenFacts> = {}) {
  return checkToken({ token: jwt(claims), now: NOW, scope: undefined, isRenewed: true, ...facts });
}

it("what the doctor reads in a token is whom it is for, who it is, what it may do and when it ends", () => {
  expect(look(GOOD)).toEqual({
    check: "token",
    verdict: "ok",
    text:
      "for api://live; application 0f5a1a0e-63d0-4a3e-9f0a-2f1f3e6f8f11; tenant 6a1e6c0e-2c4b-4f43-9a55-0b7f9d5c8e21; " +
      "roles Numbers.Read, Numbers.Write; ends in 59 minutes, at 2026-03-01T12:59:00Z (read, not verified)",
  });
});

it("what the doctor reads in a token may be a user with scopes, in a token of version 2, for several", () => {
  const { aud: _, appid, roles: __, ...rest } = GOOD;
  const claims = {
    ...rest,
    aud: ["a", "b"],
    azp: appid,
    preferred_username: "ana@operator.example",
    scp: "user_impersonation",
  };
  expect(look(claims).text).toMatch(
    /^for a, b; application 0f5a1a0e-\S+; user ana@operator\.example; tenant \S+; no roles; scopes user_impersonation; ends in/,
  );
});

it("what the doctor reads in a token is nothing where the token is opaque", () => {
  for (const token of ["opaque", "a.b", `e30.${Buffer.from("[1]").toString("base64url")}.x`, "e30.!!.x"]) {
    const finding = checkToken({ token, now: NOW, scope: undefined, isRenewed: false });
    expect(finding.verdict).toBe("ok");
    expect(finding.text).toContain("opaque (not a JWT)");
  }
});

it("what the doctor reads in a token never holds the token, its signature, or what would move a terminal's cursor", () => {
  const token = jwt({ ...GOOD, upn: "\u001b[2Jana", aud: "x" });
  const shown = JSON.stringify(checkToken({ token, now: NOW, scope: undefined, isRenewed: true }));
  expect(shown).toContain("[2Jana");
  expect(shown).not.toContain("\\u001b");
  expect(shown).not.toContain(SIGNATURE);
  expect(JSON.stringify(look({ ...GOOD, upn: token }))).not.toContain(SIGNATURE);
});

it("the doctor's check of a token fails for one that has ended, even by a second", () => {
  const ended = look({ ...GOOD, exp: NOW / 1000 - 3 * 3600 });
  expect(ended.verdict).toBe("failed");
  expect(ended.advice).toMatch(/^Fetch a new one/);
  expect(ended.text).toContain("ended 3 hours ago, at 2026-03-01T09:00:00Z");
  expect(look({ ...GOOD, exp: NOW / 1000 }).verdict).toBe("failed");
  expect(look({ ...GOOD, exp: NOW / 1000 + 1 }).verdict).toBe("ok");
});

it.each([9223372036854775807, 8.64e12 + 1, 1e306])(
  "what the doctor reads in a token that ends at %d, which is no time of a calendar, is that it has no end",
  (exp) => {
    const found = look({ ...GOOD, exp }, { isRenewed: false });
    expect(found).toMatchObject({ verdict: "ok" });
    expect(found.text).toMatch(/; no end \(read/);
  },
);

it("the doctor's check of a token tells of a begin or an end that is no time of a calendar as of any other", () => {
  expect(look({ ...GOOD, exp: -9223372036854775808 })).toMatchObject({ verdict: "failed" });
  expect(look({ ...GOOD, exp: -9223372036854775808 }).text).toMatch(/; ended [\d,]+ days ago, at /);
  expect(look({ ...GOOD, nbf: 9223372036854775807 })).toMatchObject({ verdict: "failed" });
  expect(look({ ...GOOD, nbf: -9223372036854775808 })).toMatchObject({ verdict: "ok" });
});

it("the doctor's check of a token fails for one that begins more than a minute from now", () => {
  expect(look({ ...GOOD, nbf: NOW / 1000 + 60 }).verdict).toBe("ok");
  expect(look({ ...GOOD, nbf: NOW / 1000 + 600 })).toMatchObject({
    verdict: "failed",
    advice: "It begins in 10 minutes: check this machine's clock",
  });
});

it.each([
  ["https://graph.microsoft.com", "Microsoft Graph"],
  ["00000003-0000-0000-c000-000000000000", "Microsoft Graph"],
  ["https://management.core.windows.net/", "Azure Resource Manager"],
])("the doctor's check of a token fails for one that is for %s: %s", (aud, name) => {
  expect(look({ ...GOOD, aud })).toMatchObject({
    verdict: "failed",
    advice: `It is for ${name}: ask for the platform's own scope instead`,
  });
});

it("the doctor's check of a token warns of one that is for another than its scope names; a bare id is the same as with api://", () => {
  expect(look(GOOD, { scope: "api://live/.default" }).verdict).toBe("ok");
  expect(look({ ...GOOD, aud: "live" }, { scope: "api://live/.default" }).verdict).toBe("ok");
  expect(look(GOOD, { scope: "api://other/.default" })).toMatchObject({
    verdict: "warning",
    advice: "It was asked for with scope api://other/.default, which names another one",
  });
});

it("the doctor's check of a token warns of one that names another audience than its scope, but not where the audience is an id, and the scope has another name for the application", () => {
  const aud = "ab86ef82-ce9e-4ead-befb-4aa954b64872";
  expect(look({ ...GOOD, aud }, { scope: "api://live.example.com/.default" }).verdict).toBe("ok");
  expect(look({ ...GOOD, aud }, { scope: `api://${aud}/.default` }).verdict).toBe("ok");
  expect(look({ ...GOOD, aud }, { scope: `api://${aud.replace("a", "b")}/.default` }).verdict).toBe(
    "warning",
  );
});

it("the doctor's check of a token warns of one that ends in less than half an hour, where nobody renews it", () => {
  const exp = NOW / 1000 + 29 * 60;
  expect(look({ ...GOOD, exp }, { isRenewed: false }).verdict).toBe("warning");
  expect(look({ ...GOOD, exp }, { isRenewed: true }).verdict).toBe("ok");
  expect(look({ ...GOOD, exp: exp + 60 }, { isRenewed: false }).verdict).toBe("ok");
});

it("a line of the doctor begins with the verdict and the check; further lines of a list stand below the text", () => {
  const finding = {
    check: "sign-in",
    verdict: "failed",
    text: "no way:\n  - a\n  - b",
    advice: "Do c",
  } as const;
  expect(lineOf(finding)).toBe(
    [
      "failed   sign-in           no way:",
      "                             - a",
      "                             - b. Do c",
    ].join("\n"),
  );
});

it.each([
  [0, "0 seconds"],
  [1000, "1 second"],
  [-119_000, "119 seconds"],
  [120_000, "2 minutes"],
  [7_199_000, "119 minutes"],
  [7_200_000, "2 hours"],
  [172_800_000, "2 days"],
])("a line of the doctor tells %d ms as %s", (ms, text) => {
  expect(span(ms)).toBe(text);
});
