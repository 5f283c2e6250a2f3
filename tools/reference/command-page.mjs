import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../terminal.mjs";

/** The page of the command line: what `--help` of each command prints. */
export function commandPage() {
  const overview = helpOf();
  const commands = [...overview.matchAll(/^ {2}(\w+)(?= .*\[options\])/gm)].map(([, name = ""]) => name);
  const pages = [...commands.map((name) => [name]), ["emulator", "portal"]];
  const sections = pages.map((words) => `## ${words.join(" ")}\n\n\`\`\`\n${helpOf(...words)}\n\`\`\``);
  return ["# Command line", `\`\`\`\n${overview}\n\`\`\``, ...sections].join("\n\n");
}

/** @param {string[]} command */
function helpOf(...command) {
  const main = join(root, "dist/cli/main.js");
  return execFileSync(process.execPath, [main, ...command, "--help"], { encoding: "utf8" }).trim();
}
