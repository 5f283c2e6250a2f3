import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensurePackages } from "./packages.mjs";
import { ToolError, root, runMain, say } from "./terminal.mjs";

// Writes the plugin's schema from docstrings and types. With --check it writes nothing, and fails where it is stale.

const file = join(root, "provider/plugin/schema.json");

/**
 * @returns {Promise<string>} What provider/plugin/schema.json is to hold.
 */
export async function schemaText() {
  const { makeSchema } = await import("./schema/make-schema.mjs");
  const prettier = await import("prettier");
  const options = (await prettier.resolveConfig(file)) ?? {};
  return prettier.format(JSON.stringify(makeSchema()), { ...options, parser: "json" });
}

/** @param {boolean} check */
export async function writeSchema(check) {
  const text = await schemaText();
  if (text === readFileSync(file, "utf8")) return say("the plugin's schema is as the sources say");
  if (check) {
    throw new ToolError(
      "provider/plugin/schema.json is not as the sources say: run npm run docs, and commit what it writes.",
    );
  }
  writeFileSync(file, text);
  say("provider/plugin/schema.json is written");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    await ensurePackages();
    await writeSchema(process.argv.includes("--check"));
  });
}
