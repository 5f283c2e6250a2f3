import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { decodeText } from "../../../cli/input/decode-text";
import { parseDocument } from "../../../cli/input/json-document";
import { readJson } from "../../../cli/input/read-json";

const PREVIEW = { steps: [], changeSummary: { same: 1 }, note: 'Zürich {"a": [' };
const JSON_TEXT = JSON.stringify(PREVIEW, undefined, 2);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plp-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function bigEndian(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

it.each([
  ["UTF-8", Buffer.from(JSON_TEXT)],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${JSON_TEXT}`)],
  ["UTF-16 LE with a mark, as PowerShell 5 writes it", Buffer.from(`\uFEFF${JSON_TEXT}`, "utf16le")],
  ["UTF-16 LE without a mark", Buffer.from(JSON_TEXT, "utf16le")],
  ["UTF-16 BE with a mark", bigEndian(`\uFEFF${JSON_TEXT}`)],
  ["UTF-16 BE without a mark", bigEndian(JSON_TEXT)],
  ["UTF-8 with the line ends of Windows", Buffer.from(JSON_TEXT.replaceAll("\n", "\r\n"))],
])("a JSON file of Windows in %s is read", (_, bytes) => {
  const file = join(folder, "preview.json");
  writeFileSync(file, bytes);
  expect(readJson(file)).toEqual(PREVIEW);
});

it("a JSON file that gzip has packed is read, and one that is cut off is refused by name", () => {
  const file = join(folder, "dev.json.gz");
  const packed = gzipSync(JSON_TEXT);
  writeFileSync(file, packed);
  expect(readJson(file)).toEqual(PREVIEW);
  writeFileSync(file, packed.subarray(0, 20));
  expect(() => readJson(file)).toThrow(`${file} cannot be read: `);
});

it("a JSON file of Windows in none of these encodings is refused by name", () => {
  expect(() => decodeText(Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]), "preview.json")).toThrow(
    /^preview\.json cannot be read as text: expected UTF-8 or UTF-16/,
  );
});

it.each([
  ["npm", `\n> shop@1.0.0 preview\n> pulumi preview --json\n\n${JSON_TEXT}\n`],
  ["pnpm", `\n> shop@1.0.0 preview /home/me/shop\n> pulumi preview --json\n\n${JSON_TEXT}`],
  ["Yarn 1", `yarn run v1.22.22\n$ pulumi preview --json\n${JSON_TEXT}\nDone in 4.21s.\n`],
  [
    "npm on Windows",
    `\r\n> shop@1.0.0 preview\r\n> pulumi preview --json\r\n\r\n${JSON_TEXT.replaceAll("\n", "\r\n")}\r\n`,
  ],
])("the JSON of a script's output is found behind what %s prints", (_, text) => {
  expect(parseDocument(text)).toEqual({ value: PREVIEW });
});

it("the JSON of a script's output is found whatever its strings hold", () => {
  fc.assert(
    fc.property(fc.object(), (value) => {
      const document = JSON.stringify({ value });
      expect(parseDocument(`> shop@1.0.0 preview\n${document}\nDone.`)).toEqual(parseDocument(document));
    }),
  );
});

it("the JSON of a script's output that is cut off anywhere is told from text that is none", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: JSON_TEXT.length - 1 }), (length) => {
      expect(parseDocument(`> shop\n${JSON_TEXT.slice(0, length)}`)).toEqual({
        problem: "ends in the middle of its JSON",
      });
    }),
  );
});

it.each([
  ["", "is empty"],
  [" \r\n", "is empty"],
  ["error: no stack selected", "is not JSON"],
  ["{ steps: [] }", "is not JSON"],
  [`${JSON_TEXT}\n${JSON_TEXT}`, "holds more than one JSON document"],
])("the JSON of a script's output is not made out of %j", (text, problem) => {
  expect(parseDocument(text)).toEqual({ problem });
});
