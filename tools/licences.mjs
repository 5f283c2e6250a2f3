import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./terminal.mjs";

/**
 * The licences of the packages inside a bundle.
 *
 * @param {string} bundle The bundle's file.
 * @param {readonly string[]} files What is inside, from the project's folder.
 */
export function licences(bundle, files) {
  const folders = new Set(
    files.flatMap((file) => /^(?:.*node_modules\/)(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  const texts = [...folders].sort().map((folder) => {
    /** @type {{ name: string, version: string, license: string }} */
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${licenceText(join(root, folder))}`;
  });
  const rule = `\n${"-".repeat(72)}\n`;
  return [`${bundle} holds these packages besides pulumi-liveplatform itself.\n`, ...texts].join(rule);
}

/** In a file of its own, or at the end of the readme. @param {string} folder */
function licenceText(folder) {
  const names = readdirSync(folder);
  const read = (/** @type {string} */ name) => readFileSync(join(folder, name), "utf8").trim();
  const files = names.filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  if (files.length > 0) return files.map(read).join("\n\n");
  const readme = names.find((name) => /^readme/i.test(name));
  return readme === undefined ? "" : (/^(?:#+ *)?licen[cs]e\b[^]*$/im.exec(read(readme))?.[0] ?? "");
}
