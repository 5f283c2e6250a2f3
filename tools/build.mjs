import { chmodSync, existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, runMain, runNode } from "./terminal.mjs";

/**
 * Compiles the package into dist/. The old dist/ gives way only to a complete new one, so nothing is left of files
 * that are gone, and a program that runs meanwhile finds one or the other.
 */
export async function build() {
  const fresh = join(root, `dist-${process.pid}`);
  try {
    await runNode([
      join(root, "node_modules/typescript/bin/tsc"),
      "-p",
      "tsconfig.build.json",
      "--outDir",
      fresh,
    ]);
    rmSync(join(root, "dist"), { recursive: true, force: true });
    renameSync(fresh, join(root, "dist"));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  const command = join(root, "dist/cli/main.js");
  if (existsSync(command)) chmodSync(command, 0o755);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await runMain(build);
