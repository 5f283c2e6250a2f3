import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { messageOf } from "../../provider/common/message-of";
import { decodeText } from "./decode-text";
import { parseDocument } from "./json-document";

/** The bytes of a file, unpacked where gzip has packed them. Errors: one sentence with the file and why it cannot be read. */
export function readBytes(file: string): Buffer {
  try {
    const bytes = readFileSync(file);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  } catch (error) {
    throw new Error(`${file} cannot be read: ${messageOf(error)}`);
  }
}

/** What a file holds as JSON, in whichever encoding. Errors: one sentence with the file and what is wrong with it. */
export function readJson(file: string): unknown {
  const parsed = parseDocument(decodeText(readBytes(file), file));
  if ("problem" in parsed) throw new Error(`${file} ${parsed.problem}.`);
  return parsed.value;
}
