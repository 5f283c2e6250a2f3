import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../terminal.mjs";
import { seedOf, tenantId } from "./shapes.mjs";

/**
 * @typedef {object} Fleet What `drift` takes for many states, each of a tenant of its own.
 * @property {number} tenants
 * @property {number} numbers Of each.
 * @property {number} requests
 * @property {number} seconds
 * @property {number} least Seconds that so many requests need at the pace that is allowed.
 */

/** The provider's default. */
const REQUESTS_PER_SECOND = 10;
const PROFILE = "ab86ef82-ce9e-4ead-befb-4aa954b64872";
const CAPABILITIES = ["InboundCalling", "OutboundCalling"];

/**
 * @param {number} tenants
 * @param {number} numbers
 * @returns {Promise<Fleet>}
 */
export async function measureFleet(tenants, numbers) {
  /** @type {typeof import("../../emulator/index.js")} */
  const { startEmulator } = createRequire(import.meta.url)("../../dist/emulator/index.js");
  const folder = mkdtempSync(join(tmpdir(), "plp-fleet-"));
  const all = Array.from({ length: tenants }, (_, index) => ({
    msTenantId: tenantId(index),
    block: blockOf(index, numbers),
  }));
  const emulator = await startEmulator({
    seed: {
      ...seedOf(0),
      tenants: all.map(({ msTenantId, block }) => ({ msTenantId, numbers: [block] })),
    },
  });
  try {
    for (const [index, { msTenantId, block }] of all.entries())
      writeFileSync(join(folder, `stack-${index}.json`), stateOf(msTenantId, block, numbers));
    const begun = performance.now();
    await drift(folder, {
      LIVEPLATFORM_BASE_URL: emulator.url,
      LIVEPLATFORM_TOKEN: emulator.token,
    });
    const seconds = (performance.now() - begun) / 1000;
    const { requests } = emulator.counts;
    return { tenants, numbers, requests, seconds, least: requests / REQUESTS_PER_SECOND };
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true });
  }
}

/** @param {number} index @param {number} numbers */
function blockOf(index, numbers) {
  const first = 61_400_000_000 + index * 1_000;
  return `+${first}..+${first + numbers - 1}`;
}

/**
 * As `pulumi stack export` writes it.
 *
 * @param {string} msTenantId @param {string} block @param {number} numbers
 */
function stateOf(msTenantId, block, numbers) {
  const type = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";
  const urn = `urn:pulumi:dev::fleet::${type}::desks`;
  const outputs = {
    msTenantId,
    callingProfile: PROFILE,
    usage: "CallingUserAssignment",
    capabilities: CAPABILITIES,
    numbers: { [block]: numbers },
    __urn: urn,
  };
  const resource = { urn, type, id: `${msTenantId}/desks#1`, outputs };
  return JSON.stringify({ version: 3, deployment: { resources: [resource] } });
}

/**
 * Exits with 0: there is no drift.
 *
 * @param {string} folder @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
function drift(folder, env) {
  const args = [join(root, "dist/cli/main.js"), "drift", "--state", folder, "--format", "json"];
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.once("error", fail);
    child.once("exit", (code) => (code === 0 ? done() : fail(new Error(`drift ended with ${code}.`))));
  });
}
