import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensurePackages } from "./packages.mjs";
import { writeSchema } from "./schema.mjs";
import { ToolError, root, runMain, say, step } from "./terminal.mjs";

// Writes docs/reference and the schema of the plugin: from docstrings, from the provider's own table of settings, and from the commands' help.
// With --check it writes nothing, and fails where a page is not what it would write.

const folder = join(root, "docs/reference");
const check = process.argv.includes("--check");

const NOTE = "<!-- Written by `npm run docs` from the sources: change the docstrings, not this page. -->";

await runMain(async () => {
  await step("packages", ensurePackages);
  await step("build", ensureBuilt);
  await step("schema", () => writeSchema(check));
  const pages = await step("pages", writtenPages);
  const stale = [...pages].filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text);
  if (check && stale.length > 0) {
    const names = stale.map(([file]) => file.slice(root.length + 1)).join(", ");
    throw new ToolError(`Not as the sources say: ${names}. Run npm run docs, and commit what it writes.`);
  }
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of stale) writeFileSync(file, text);
  say(`${pages.size} pages, ${stale.length} changed`);
});

/** @returns {Promise<Map<string, string>>} By file. */
async function writtenPages() {
  // What comes from packages can be loaded only after the first step.
  const { apiPages } = await import("./reference/api-pages.mjs");
  const { commandPage } = await import("./reference/command-page.mjs");
  const { settingsSection } = await import("./reference/settings-section.mjs");
  const prettier = await import("prettier");
  const { pages, settings } = await apiPages();
  pages.set("command-line", commandPage());
  pages.set("provider", `${pages.get("provider")}\n\n${settingsSection(settings)}`);
  const options = (await prettier.resolveConfig(join(folder, "x.md"))) ?? {};
  const written = [...pages].map(async ([name, text]) => {
    const formatted = await prettier.format(`${NOTE}\n\n${text}`, { ...options, parser: "markdown" });
    return /** @type {const} */ ([join(folder, `${name}.md`), formatted]);
  });
  return new Map(await Promise.all(written));
}
