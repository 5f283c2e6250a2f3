import { readFileSync } from "node:fs";

/** The same allocation in every language, for the pages that are made of the schema. */
export function examples() {
  return readFileSync(new URL("examples.md", import.meta.url), "utf8").trim();
}
