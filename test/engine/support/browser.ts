import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";
import { repositoryRoot } from "./pulumi-cli";

/** A browser of this machine, without a window; nothing that it refuses to a page is allowed to it. */
export function launchBrowser(): Promise<Browser> {
  const tool = resolve(repositoryRoot, "tools/ensure-browser.mjs");
  const executablePath = execFileSync(process.execPath, [tool], { encoding: "utf8" }).trim();
  return puppeteer.launch({
    executablePath,
    headless: "shell",
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage"],
  });
}
