import fc from "fast-check";
import { masker } from "../../provider/liveplatform/mask";

const SECRET = 's3/cr+t "quoted" & long=';
const mask = masker(["tok", SECRET], "[secret]");

it.each([
  ["Bearer tok", "Bearer [secret]"],
  ["Authorization: Bearer%20tok&x", "Authorization: Bearer%20[secret]&x"],
  ['{"error":"line\\ntok"}', '{"error":"line\\n[secret]"}'],
  ["?token=tok", "?token=[secret]"],
  ["tok", "[secret]"],
  ["Basic dG9r", "Basic [secret]"],
  ["(Tok)", "([secret])"],
])("a secret in a text that is shown is masked however short it is: %s", (text, masked) => {
  expect(mask(text)).toBe(masked);
});

it.each([
  "the token is refused",
  "LIVEPLATFORM_TOKEN",
  "tokenVariable",
  "Stockholm has stok",
  "[secret] tokens",
])("a secret in a text that is shown is no part of a word: %s", (text) => {
  expect(mask(text)).toBe(text);
});

it.each([
  ["as it is", SECRET],
  ["in JSON", JSON.stringify(SECRET)],
  ["in JSON in JSON", JSON.stringify(JSON.stringify(SECRET))],
  ["in a URL", `https://x/?t=${encodeURIComponent(SECRET)}`],
  ["in a form", new URLSearchParams({ t: SECRET }).toString()],
  ["in lower-case escapes", encodeURIComponent(SECRET).toLowerCase()],
  ["in base64", Buffer.from(SECRET).toString("base64")],
  ["in base64 of a URL", Buffer.from(SECRET).toString("base64url")],
  ["in base64 after a name", Buffer.from(`client:${SECRET}`).toString("base64")],
  ["in the middle of letters", `abc${SECRET}def`],
])("a secret in a text that is shown is masked %s", (_, text) => {
  const masked = mask(text);
  expect(masked).toContain("[secret]");
  expect(masked).not.toMatch(/s3|quoted|czMvY3|cXVvdGVk/);
});

it("a secret in a text that is shown is masked with the line break that came with it from a file", () => {
  expect(masker(["tok\n"], "***")("Bearer tok refused")).toBe("Bearer *** refused");
});

it("a secret in a text that is shown is masked as a whole where another secret is a part of it, and marks stay as they are", () => {
  expect(masker(["tok", "tok-two"], "[secret]")("tok-two, tok")).toBe("[secret], [secret]");
  expect(masker(["secret"], "[secret]")("a secret")).toBe("a [secret]");
});

it("a secret in a text that is shown never stands by itself in what is left, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (secret) => {
      fc.pre(secret.trim() !== "" && !"[secret]".includes(secret.toLowerCase()));
      expect(masker([secret], "[secret]")(`Bearer ${secret} refused`)).toContain("[secret]");
    }),
  );
});

it("a text that is shown is left as it is where there is no secret in it", () => {
  expect(masker([], "[secret]")("Bearer tok")).toBe("Bearer tok");
  expect(masker([""], "[secret]")("Bearer tok")).toBe("Bearer tok");
});
