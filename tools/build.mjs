import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { bundlePlugin, bundleProvider } from "./bundle.mjs";
import { root, runMain, runNode, say } from "./terminal.mjs";

const dist = join(root, "dist");
const sources = ["sdk", "provider", "emulator", "cli"];

/**
 * Compiles the package into dist/. The old dist/ gives way only to a complete new one, so nothing is left of files
 * that are gone, and a program that runs meanwhile finds one or the other.
 */
export async function build() {
  const fresh = join(root, `dist-${process.pid}`);
  try {
    await compile("tsconfig.build.json", fresh);
    await buildPage(join(fresh, "emulator/page"));
    await bundlePlugin(join(fresh, "plugin"));
    await bundleProvider(join(fresh, "provider/dynamic"));
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  linkCommand();
}

/** @param {string} project @param {string} outDir */
function compile(project, outDir) {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return runNode([tsc, "-p", project, "--noEmit", "false", "--outDir", outDir]);
}

/**
 * The emulator's page: modules for a browser, beside what it needs as it is.
 *
 * @param {string} folder
 */
async function buildPage(folder) {
  const page = join(root, "emulator/page");
  await compile(join(page, "tsconfig.json"), folder);
  const asTheyAre = readdirSync(page).filter((name) => /\.(html|css)$/.test(name));
  for (const name of asTheyAre) copyFileSync(join(page, name), join(folder, name));
}

/** Makes `npx pulumi-liveplatform` run in the examples too: npm links the commands of packages, but not a project's own. */
function linkCommand() {
  const command = join(dist, "cli/main.js");
  chmodSync(command, 0o755);
  // Windows starts no file by its first line, and makes links only with special rights.
  if (process.platform === "win32") return;
  const folder = join(root, "node_modules/.bin");
  const link = join(folder, "pulumi-liveplatform");
  rmSync(link, { force: true });
  symlinkSync(relative(folder, command), link);
}

/** Builds where dist/ is missing or older than a source file. */
export async function ensureBuilt() {
  const inputs = [
    "tsconfig.json",
    "tsconfig.build.json",
    "package.json",
    "package-lock.json",
    ...sources,
  ].map((name) => join(root, name));
  if (existsSync(dist) && newest(inputs) < statSync(dist).mtimeMs) return say("dist/ is up to date");
  await build();
}

/**
 * @param {readonly string[]} paths
 * @returns {number} When the newest file below these paths was changed, in milliseconds since 1970.
 */
function newest(paths) {
  const times = paths.map((path) => {
    const { mtimeMs } = statSync(path);
    const below = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
    return Math.max(mtimeMs, newest(below));
  });
  return Math.max(0, ...times);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await runMain(build);
