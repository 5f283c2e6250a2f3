import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { root } from "../terminal.mjs";
import { spread } from "./statistics.mjs";

/** @typedef {import("./statistics.mjs").Spread} Spread */

const RESULT = "console.log(performance.now() - begun)";
const START_UP = `require("@pulumi/pulumi"); const begun = performance.now(); require("pulumi-liveplatform/provider"); ${RESULT}`;

/**
 * Milliseconds that a process needs for the provider when @pulumi/pulumi is loaded already; each in a process of its own.
 *
 * @param {number} repeats
 */
export async function measureStartUp(repeats) {
  const once = async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", START_UP], { cwd: root });
    return Number(stdout);
  };
  await once(); // The first one reads the files from the disk.
  const all = [];
  while (all.length < repeats) all.push(await once());
  return spread(all);
}

/** @typedef {{ operation: string, ms: Spread }} SetOperation */

/**
 * Milliseconds of operations on sets of 1,000,000 numbers in 1,000 ranges, half of which are in both.
 *
 * @param {number} repeats
 * @returns {SetOperation[]}
 */
export function measureSets(repeats) {
  /** @type {typeof import("../../provider/numbers/number-set.js")} */
  const { NumberSet } = createRequire(import.meta.url)("../../dist/provider/numbers/number-set.js");
  /** @param {number} shift */
  const million = (shift) =>
    NumberSet.fromRanges(
      Array.from({ length: 1_000 }, (_, index) => {
        const start = 61_300_000_000 + index * 2_000 + shift;
        return { start: `+${start}`, end: `+${start + 999}` };
      }),
    );
  const [one, other] = [million(0), million(500)];
  /** @type {[string, () => unknown][]} */
  const operations = [
    ["union", () => one.union(other)],
    ["difference", () => one.minus(other)],
    ["canonical map", () => one.toCanonical()],
    ["set of a canonical map", () => NumberSet.fromCanonical(one.toCanonical())],
  ];
  return operations.map(([operation, work]) => ({ operation, ms: timed(work, repeats) }));
}

/**
 * @param {() => unknown} work
 * @param {number} repeats
 */
function timed(work, repeats) {
  work(); // Compiles it.
  return spread(
    Array.from({ length: repeats }, () => {
      const begun = performance.now();
      work();
      return performance.now() - begun;
    }),
  );
}
