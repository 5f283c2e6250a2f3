import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { ensureBuilt } from "./build.mjs";
import { ensurePulumi } from "./ensure-pulumi.mjs";
import { ExampleStack } from "./example-stack.mjs";
import { ensurePackages } from "./packages.mjs";
import { ToolError, runMain, say, step } from "./terminal.mjs";

// What examples/quickstart/index.ts declares.
const TENANT = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const PROFILE = "ab86ef82-ce9e-4ead-befb-4aa954b64872";
const DECLARED = 101;

const OTHER_PROFILE = "5f3fbb3b-df9b-483d-b294-c7eb01e22aac";
const REMOVED = "+61395556905";
const REPROFILED = "+61395556950";

/** Wait before the end, with the numbers in place, for a person who wants to try things. */
const stays = process.argv.includes("--stay");

// What --stay takes.
const COMMANDS = `    preview   pulumi preview --diff: what differs
    up        pulumi up: repair it
    page      another link to the portal
    end       give the numbers back, and end`;

await runMain(async () => {
  await step("packages", ensurePackages);
  await step("build", ensureBuilt);
  const binDir = await step("Pulumi CLI", findCli);
  /** @type {typeof import("../emulator/index.js")} */
  const { startEmulator } = createRequire(import.meta.url)("../dist/emulator/index.js");
  // Uploaded numbers are Active at once: how many are shown as free must not depend on when one looks.
  const emulator = await startEmulator({ acquireAfterMs: 0 });
  const stack = new ExampleStack("quickstart", {
    binDir,
    env: {
      LIVEPLATFORM_BASE_URL: emulator.url,
      LIVEPLATFORM_TOKEN: emulator.token,
      LIVEPLATFORM_POLL_INTERVAL: "500ms",
    },
  });
  const begun = performance.now();
  try {
    await tell({ emulator, stack });
    if (stays) await stay({ emulator, stack });
    await giveBack({ emulator, stack });
  } finally {
    stack.dispose();
    await emulator.close();
  }
  const seconds = Math.round((performance.now() - begun) / 1000);
  say(
    stays
      ? "\nThe emulator is gone, with all that it held."
      : `\nAll of it went as told, in ${seconds} seconds.`,
  );
  say(afterwards(binDir));
});

async function findCli() {
  const { binDir, version } = await ensurePulumi();
  say(`${version} in ${binDir}`);
  return binDir;
}

/** @param {{ emulator: import("../emulator/index.js").Emulator, stack: ExampleStack }} world */
async function tell({ emulator, stack }) {
  say(`\nAn emulator of Live Platform listens on ${emulator.url}.
The tenant ${TENANT} holds no number there. The program is examples/quickstart/index.ts.
To watch the tenant in a browser (the link works once): ${emulator.invite()}`);

  await step("1 of 5: pulumi up gives the tenant the 101 numbers that the program declares", async () => {
    must(await stack.run(["up", "--yes", "--skip-preview"]));
    expectInPlace(emulator);
  });
  await step(
    `2 of 5: somebody removes ${REMOVED} in the portal, and moves ${REPROFILED} to another profile`,
    async () => {
      emulator.portal.remove(TENANT, REMOVED);
      emulator.portal.reprofile(REPROFILED, OTHER_PROFILE);
    },
  );
  await step("3 of 5: pulumi preview says which numbers differ, and how; nothing is changed", async () => {
    const { output } = must(await stack.run(["preview", "--diff"]));
    expect(mentions(output, REMOVED, "missing"), `it says that ${REMOVED} is missing`);
    expect(mentions(output, REPROFILED, OTHER_PROFILE), `it says which profile ${REPROFILED} has`);
    expect(emulator.counts.numbersUploaded === DECLARED, "it has uploaded nothing");
    expect(emulator.counts.numbersReleased === 0, "it has released nothing");
  });
  await step("4 of 5: pulumi up repairs these two numbers and leaves the other 99 alone", async () => {
    must(await stack.run(["up", "--yes", "--skip-preview"]));
    expectInPlace(emulator);
    expect(emulator.counts.numbersUploaded === DECLARED + 2, "both numbers were uploaded, and no other");
    expect(emulator.counts.numbersReleased === 1, `${REPROFILED} was released for it, and no other`);
  });
}

/**
 * Lets a person change things in the portal, and see what Pulumi makes of it, until told to end.
 *
 * @param {{ emulator: import("../emulator/index.js").Emulator, stack: ExampleStack }} world
 */
async function stay({ emulator, stack }) {
  say(`
The numbers stay until you say so. The portal, where you can remove them, mark them, assign them …:
  ${emulator.invite()}
The same from another terminal, with npx pulumi-liveplatform emulator portal:
  export LIVEPLATFORM_BASE_URL=${emulator.url}
  export LIVEPLATFORM_TOKEN=${emulator.token}
Type here:
${COMMANDS}`);
  const { stdin: input, stdout: output } = process;
  const lines = createInterface({ input, output, terminal: output.isTTY, prompt: "> " });
  lines.prompt();
  for await (const line of lines) {
    const word = line.trim().toLowerCase();
    if (word === "end") break;
    if (word === "preview") await stack.run(["preview", "--diff"]);
    else if (word === "up") await stack.run(["up", "--yes", "--skip-preview"]);
    else if (word === "page") say(`    ${emulator.invite()}`);
    else say(COMMANDS);
    lines.prompt();
  }
  lines.close();
}

/**
 * What somebody has added meanwhile is not the stack's, and what is in use stays: only the tour knows what must be left.
 *
 * @param {{ emulator: import("../emulator/index.js").Emulator, stack: ExampleStack }} world
 */
async function giveBack({ emulator, stack }) {
  say(`
A run releases at most 100 numbers unless it is told otherwise, because half a file of numbers must not empty a tenant.
Destroying this stack releases 101, so LIVEPLATFORM_MAX_RELEASES allows that many for this one run.`);
  await step("5 of 5: pulumi destroy gives the numbers back to the operator", async () => {
    const destroyed = await stack.run(["destroy", "--yes", "--skip-preview"], {
      LIVEPLATFORM_MAX_RELEASES: String(DECLARED),
    });
    if (stays) return;
    must(destroyed);
    expect(emulator.numbers(TENANT).length === 0, "the tenant holds none any more");
  });
}

/** @param {import("../emulator/index.js").Emulator} emulator */
function expectInPlace(emulator) {
  const numbers = emulator.numbers(TENANT);
  expect(numbers.length === DECLARED, `the tenant holds ${DECLARED} numbers`);
  const profiles = new Set(numbers.map(({ callingProfileId }) => callingProfileId));
  expect(profiles.size === 1 && profiles.has(PROFILE), "all of them have the declared calling profile");
}

/**
 * @param {import("./example-stack.mjs").Outcome} outcome
 * @returns {import("./example-stack.mjs").Outcome}
 */
function must(outcome) {
  if (!outcome.ok) throw new ToolError("The command above should have succeeded.");
  return outcome;
}

/**
 * Checks what was told, so that this tour cannot promise what does not happen.
 *
 * @param {boolean} holds
 * @param {string} claim
 */
function expect(holds, claim) {
  if (!holds) throw new ToolError(`This did not come true: ${claim}.`);
  say(`    ${claim}`);
}

/**
 * @param {string} output
 * @param {readonly string[]} words All on one line.
 */
function mentions(output, ...words) {
  return output.split("\n").some((line) => words.every((word) => line.includes(word)));
}

/** @param {string} binDir */
function afterwards(binDir) {
  return `
To run it against a real Live Platform:
  1. Put your tenant, calling profile and numbers into examples/quickstart/index.ts.
  2. export LIVEPLATFORM_BASE_URL=https://YOUR-HOST/tenantui
  3. export LIVEPLATFORM_TOKEN=…   (a bearer token; or sign in at Entra, see docs/operations.md)
  4. export PATH="${binDir}:$PATH"   (where pulumi is not on it already)
  5. cd examples/quickstart && pulumi login --local && pulumi stack init dev && pulumi preview

preview changes nothing. What it shows is what "pulumi up" would do.`;
}
