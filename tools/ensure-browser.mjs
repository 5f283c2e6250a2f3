import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder } from "./pulumi-cli/version.mjs";
import { ToolError, root, runMain, say } from "./terminal.mjs";

/**
 * Without a sandbox, as in a container's root account there is none, and without a GPU. Nothing that loosens what the
 * browser refuses to a page: tests look at just that.
 */
export const BROWSER_ARGS = ["--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage"];

/**
 * The path of a Chromium: what PUPPETEER_EXECUTABLE_PATH names; on Linux the one that the package @sparticuz/chromium
 * carries, unpacked once per machine; elsewhere the Chrome that is installed.
 *
 * @returns {Promise<string>}
 */
export async function ensureBrowser() {
  const named = process.env["PUPPETEER_EXECUTABLE_PATH"];
  if (named !== undefined && named !== "") return named;
  if (process.platform === "linux" && process.arch === "x64") return unpacked();
  const { default: puppeteer } = await import("puppeteer-core");
  const installed = puppeteer.executablePath("chrome");
  if (existsSync(installed)) return installed;
  throw new ToolError(
    "There is no Chrome here: install one, or name a Chromium in PUPPETEER_EXECUTABLE_PATH.",
  );
}

async function unpacked() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(
    readFileSync(join(root, "node_modules/@sparticuz/chromium/package.json"), "utf8"),
  );
  const caches = join(cacheFolder(), "../..");
  const folder = join(caches, `chromium-${version}`);
  if (existsSync(join(folder, "chromium"))) return join(folder, "chromium");
  mkdirSync(caches, { recursive: true });
  const fresh = mkdtempSync(`${folder}-`);
  const { TMPDIR } = process.env;
  // The package unpacks into the temporary folder; whole or not at all, as others may look for it meanwhile.
  process.env["TMPDIR"] = fresh;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
    if (!existsSync(folder)) renameSync(fresh, folder);
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
    rmSync(fresh, { recursive: true, force: true });
  }
  return join(folder, "chromium");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await runMain(async () => say(await ensureBrowser()));
