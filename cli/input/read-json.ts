import { readFileSync } from "node:fs";
import { messageOf } from "../../provider/common/message-of";
import { decodeText } from "./decode-text";
import { parseDocument } from "./json-document";

/** The bytes of a file. Errors: one sentence with the file and why it cannot be read. */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
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
