import { median, ratio, spread } from "./statistics.mjs";

/**
 * @typedef {import("./stages.mjs").Result} Result
 * @typedef {import("./stages.mjs").Run} Run
 * @typedef {import("./requests.mjs").Requests} Requests
 */

/**
 * @typedef {object} Figures What all the runs of one stage of one scenario come to.
 * @property {import("./plan.mjs").Scenario} scenario
 * @property {import("./statistics.mjs").Spread} seconds
 * @property {import("./statistics.mjs").Spread} doNothingSeconds
 * @property {import("./statistics.mjs").Spread} ratio
 * @property {import("./statistics.mjs").Spread} [bareRatio] Against the do-nothing program plus a bare read of the same pages.
 * @property {Requests} requests Of the run with the most.
 * @property {number} memoryMb
 * @property {number} doNothingMemoryMb
 * @property {number} cpuSeconds
 * @property {number} doNothingCpuSeconds
 * @property {number} stateBytes
 * @property {number} doNothingStateBytes
 * @property {number | undefined} previewLines
 */

/**
 * The figures of a stage, one for each scenario in which it was run.
 *
 * @param {readonly Result[]} results
 * @param {import("./plan.mjs").Stage} stage
 * @returns {Figures[]}
 */
export function figuresOf(results, stage) {
  return results.flatMap(({ scenario, stages }) => {
    const pairs = stages.find((measured) => measured.stage === stage)?.pairs ?? [];
    return pairs.length === 0 ? [] : [summarise(scenario, pairs)];
  });
}

/**
 * @param {import("./plan.mjs").Scenario} scenario
 * @param {readonly { ours: Run, doNothing: Run }[]} pairs At least one.
 * @returns {Figures}
 */
export function summarise(scenario, pairs) {
  const ours = pairs.map((pair) => pair.ours);
  const doNothing = pairs.map((pair) => pair.doNothing);
  const most = ours.reduce((one, other) => (other.requests.total > one.requests.total ? other : one));
  const bare = pairs.flatMap((pair) =>
    pair.ours.bareReadSeconds === undefined
      ? []
      : [{ ours: pair.ours.seconds, doNothing: pair.doNothing.seconds + pair.ours.bareReadSeconds }],
  );
  return {
    scenario,
    ...(bare.length > 0 && { bareRatio: ratio(bare) }),
    seconds: spread(ours.map(({ seconds }) => seconds)),
    doNothingSeconds: spread(doNothing.map(({ seconds }) => seconds)),
    ratio: ratio(pairs.map((pair) => ({ ours: pair.ours.seconds, doNothing: pair.doNothing.seconds }))),
    requests: most.requests,
    memoryMb: median(ours.map(({ memoryMb }) => memoryMb)),
    doNothingMemoryMb: median(doNothing.map(({ memoryMb }) => memoryMb)),
    cpuSeconds: median(ours.map(({ cpuSeconds }) => cpuSeconds)),
    doNothingCpuSeconds: median(doNothing.map(({ cpuSeconds }) => cpuSeconds)),
    stateBytes: median(ours.map(({ stateBytes }) => stateBytes)),
    doNothingStateBytes: median(doNothing.map(({ stateBytes }) => stateBytes)),
    previewLines: ours[0]?.previewLines,
  };
}

/**
 * Bytes that each further allocation adds to the state of ours and of do-nothing resources, by two programs of the
 * same numbers in fewer and in more allocations.
 *
 * @param {Figures} fewer
 * @param {Figures} more
 */
export function bytesPerAllocation(fewer, more) {
  const further = more.scenario.allocations.length - fewer.scenario.allocations.length;
  return {
    ours: (more.stateBytes - fewer.stateBytes) / further,
    doNothing: (more.doNothingStateBytes - fewer.doNothingStateBytes) / further,
  };
}

/** @param {readonly Figures[]} figures @param {string} id */
export function find(figures, id) {
  return figures.find(({ scenario }) => scenario.id === id);
}
