import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VERSION } from "./version.mjs";

const HOST = "https://get.pulumi.com";

/**
 * Pulumi's own installer, as its Automation API runs it.
 *
 * @param {string} to
 */
export async function downloadCli(to) {
  await mustBeReachable();
  // Required only now: this file is loaded before the packages are installed.
  const { PulumiCommand } = createRequire(import.meta.url)("@pulumi/pulumi/automation");
  const root = mkdtempSync(join(tmpdir(), "pulumi-cli-"));
  try {
    await PulumiCommand.install({ root, version: VERSION.slice(1) });
    cpSync(join(root, "bin"), to, { recursive: true });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The installer itself gives up only after minutes where a firewall swallows its packets. */
async function mustBeReachable() {
  try {
    await fetch(HOST, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(5000) });
  } catch {
    throw new Error(`${HOST} cannot be reached`);
  }
}
