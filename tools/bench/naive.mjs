import { createRequire } from "node:module";
import { seedOf, tenantId } from "./shapes.mjs";

/**
 * @typedef {object} Naive What a resource for each number costs, as a generic REST provider has it.
 * @property {number} numbers
 * @property {{ stage: string, requests: number, seconds: number }[]} stages Seconds of the emulator's virtual time.
 */

/** Documented for releases, and taken here for every request. */
const PACE = { count: 10, perMs: 10_000 };

/**
 * One upload for each number, one GET for each to look, one release for each to give it back, no task awaited. Every request is
 * really sent; time is the emulator's, which is moved on by a second for each request, and its limit refuses nothing.
 *
 * @param {number} numbers
 * @returns {Promise<Naive>}
 */
export async function measureNaive(numbers) {
  /** @type {typeof import("../../emulator/index.js")} */
  const { startEmulator } = createRequire(import.meta.url)("../../dist/emulator/index.js");
  const emulator = await startEmulator({
    time: "virtual",
    seed: seedOf(1),
    limits: { all: PACE, release: PACE },
  });
  const all = Array.from({ length: numbers }, (_, index) => `+${61_395_000_000 + index}`);
  const calls = client(emulator);
  /** @type {Naive["stages"]} */
  const stages = [];
  /** @param {string} stage @param {(number: string) => Promise<void>} call */
  const measure = async (stage, call) => {
    const begun = { requests: emulator.counts.requests, at: emulator.now() };
    for (const number of all) await call(number);
    stages.push({
      stage,
      requests: emulator.counts.requests - begun.requests,
      seconds: (emulator.now() - begun.at) / 1000,
    });
  };
  try {
    await measure("first up", calls.upload);
    await measure("no-op preview", calls.look);
    await measure("destroy", calls.release);
    emulator.advance(10_000); // The last task ends.
    if (emulator.counts.numbersReleased !== numbers)
      throw new Error("The naive strategy left numbers behind.");
    return { numbers, stages };
  } finally {
    await emulator.close();
  }
}

/** @param {import("../../emulator/index.js").Emulator} emulator */
function client(emulator) {
  const headers = { authorization: `Bearer ${emulator.token}`, "content-type": "application/json" };
  /** @param {string} path @param {unknown} [body] */
  const send = async (path, body) => {
    const request = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const answer = await fetch(`${emulator.url}/api/v2${path}`, { headers, ...request });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`The emulator answered the naive strategy with ${answer.status}.`);
    emulator.advance(PACE.perMs / PACE.count);
  };
  const tenant = `msTenantId=${tenantId(0)}`;
  return {
    /** @param {string} number */
    upload: (number) => send(`/oc/numbers/action/upload?${tenant}`, { ...SETTINGS, phoneNumbers: [number] }),
    /** @param {string} number */
    look: (number) => send(`/oc/numbers/${encodeURIComponent(number)}`),
    /** @param {string} number */
    release: (number) => send(`/oc/numbers/action/release?${tenant}`, [number]),
  };
}

const SETTINGS = {
  callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
  usage: "CallingUserAssignment",
  capabilities: ["InboundCalling", "OutboundCalling"],
  workflowVersion: 3,
};
