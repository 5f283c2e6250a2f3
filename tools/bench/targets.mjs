import { bytesPerAllocation, figuresOf, find } from "./figures.mjs";
import { HEADLINE, ONE_OF_10_000, TEN_SITES } from "./plan.mjs";
import { pluginRows } from "./plugin-targets.mjs";
import { shown, whole } from "./table.mjs";
import { ratioOutcome, row } from "./target-row.mjs";

/** @typedef {import("./target-row.mjs").Target} Target */
/** @typedef {import("./target-row.mjs").Outcome} Outcome */

/**
 * @typedef {object} Measurements
 * @property {readonly import("./stages.mjs").Result[]} results
 * @property {import("./statistics.mjs").Spread} startUp
 * @property {readonly import("./micro.mjs").SetOperation[]} sets
 * @property {import("./fleet.mjs").Fleet} [fleet]
 * @property {import("./plugin.mjs").Plugin} [plugin]
 */

/** A list of more than four pages of 1,000 is read in pages of 5,000. */
const PAGE = 1_000;
const LARGE_PAGE = 5_000;

/**
 * @param {Measurements} measurements
 * @returns {Target[]}
 */
export function targets({ results, startUp, sets, fleet, plugin }) {
  const stages = {
    up: figuresOf(results, "first up"),
    preview: figuresOf(results, "no-op preview"),
    change: figuresOf(results, "one number changed"),
    destroy: figuresOf(results, "destroy"),
  };
  const headline = {
    up: find(stages.up, HEADLINE),
    preview: find(stages.preview, HEADLINE),
    destroy: find(stages.destroy, HEADLINE),
  };
  const single = { up: find(stages.up, ONE_OF_10_000), change: find(stages.change, ONE_OF_10_000) };
  const sites = [find(stages.up, TEN_SITES), headline.up];
  return [
    row(
      "requests to look at N numbers of a tenant: min(N, pages) + 5, in pages of 1,000, beyond 4,000 numbers of 5,000",
      looks(stages.preview),
      "see the requests of the no-op previews below",
    ),
    row(
      "requests of a no-op preview of 10,000 numbers, in a tenant that holds 10,010: ≤ 5, no write",
      headline.preview && previewRequests(headline.preview),
      "see its requests below",
    ),
    row(
      "time of a no-op preview, 10,000 numbers in 100 allocations, against do-nothing resources: ≤ 1.15 ×",
      headline.preview && ratioOutcome(headline.preview.ratio, 1.15),
      "loading the provider's HTTP client and schemas, and reading and comparing 10,000 rows, of which the emulator makes some 12 MB of JSON on the same machine",
    ),
    row(
      "the same, against do-nothing resources and a bare read of the same pages: ≤ 1.05 ×",
      headline.preview?.bareRatio && ratioOutcome(headline.preview.bareRatio, 1.05),
      "loading the provider, reading 100 states, and comparing 10,000 rows",
    ),
    row(
      "state of one allocation of 10,000 numbers in 100 ranges: ≤ 12 KB",
      single.up && atMost(single.up.stateBytes, 12_000, "bytes"),
      "the canonical map stands in the inputs and in the outputs",
    ),
    row(
      "state of each further allocation: ≤ 1 KB above a do-nothing resource",
      furtherBytes(sites),
      "outputs that a do-nothing resource lacks: counts, the last task, SBCs",
    ),
    row(
      "requiring the provider beyond @pulumi/pulumi: ≤ 150 ms",
      { measured: `${shown(startUp, 0)} ms`, met: startUp.median <= 150 },
      "more than half of it is zod, with all its locales",
    ),
    ...pluginRows(plugin),
    row(
      "upload of 10,000 numbers: 10 requests",
      single.up && atMost(single.up.requests.uploads, 10, "uploads"),
      "see its requests below",
    ),
    row(
      "requests refused with 429, in all runs: none",
      throttled(results),
      "the limiter counts when a request leaves, the platform when it arrives",
    ),
    row(
      "first up of 10,000 numbers in 100 allocations, 100 at once: ≤ 15 uploads",
      headline.up && firstUp(headline.up),
      "see its requests below",
    ),
    row(
      "destroy of 10,000 numbers in 100 allocations, 100 at once, tasks of 2 s: ≤ 15 releases, ≤ 15 lists, ≤ 30 s",
      headline.destroy && destroyOutcome(headline.destroy),
      "the platform takes 10 releases in 10 s",
    ),
    row(
      "one number changed in 10,000: ≤ 1 upload, ≤ 1 release, ≤ 5 lines of preview",
      single.change && change(single.change),
      "see its requests below",
    ),
    row(
      "`drift` of 1,000 tenants of 100 numbers: ≤ 1.2 × what `requestsPerSecond` needs",
      fleet && fleetOutcome(fleet),
      "comparing and reporting take longer than the pace leaves",
    ),
    row("sets of 1,000,000 numbers in ranges: each operation < 50 ms", setOutcome(sets), "see below"),
  ];
}

/** @param {number} value @param {number} limit @param {string} unit @returns {Outcome} */
function atMost(value, limit, unit) {
  return { measured: `${whole(value)} ${unit}`, met: value <= limit };
}

/** @param {readonly import("./figures.mjs").Figures[]} previews @returns {Outcome | undefined} */
function looks(previews) {
  const margins = previews.map(({ scenario, requests }) => {
    const held = (scenario.numbers + (scenario.others ?? 0)) / scenario.tenants;
    const pages = Math.ceil(held / (held > 4 * PAGE ? LARGE_PAGE : PAGE));
    const least = Math.min(scenario.numbers / scenario.tenants, pages) * scenario.tenants;
    return requests.total - least;
  });
  if (margins.length === 0) return undefined;
  const most = Math.max(...margins);
  return { measured: `at most ${most} more, in ${margins.length} programs`, met: most <= 5 };
}

/** @param {import("./figures.mjs").Figures} figures @returns {Outcome} */
function previewRequests({ requests }) {
  const writes = requests.uploads + requests.releases;
  return {
    measured: `${requests.total} requests, ${writes} writes`,
    met: requests.total <= 5 && writes === 0,
  };
}

/** @param {readonly (import("./figures.mjs").Figures | undefined)[]} sites @returns {Outcome | undefined} */
function furtherBytes([fewer, more]) {
  if (fewer === undefined || more === undefined) return undefined;
  const { ours, doNothing } = bytesPerAllocation(fewer, more);
  const measured = `${whole(ours - doNothing)} bytes above (${whole(ours)} and ${whole(doNothing)})`;
  return { measured, met: ours - doNothing <= 1_000 };
}

/** @param {readonly import("./stages.mjs").Result[]} results @returns {Outcome | undefined} */
function throttled(results) {
  const runs = results.flatMap(({ stages }) => stages.flatMap(({ pairs }) => pairs.map(({ ours }) => ours)));
  const sum = (/** @type {(run: import("./stages.mjs").Run) => number} */ of) =>
    runs.reduce((all, run) => all + of(run), 0);
  if (runs.length === 0) return undefined;
  const count = sum(({ requests }) => requests.throttled);
  return {
    measured: `${whole(count)} of ${whole(sum(({ requests }) => requests.total))} requests`,
    met: count === 0,
  };
}

/** @param {import("./figures.mjs").Figures} figures @returns {Outcome} */
function firstUp({ requests }) {
  const others = requests.total - requests.uploads - requests.polls;
  const measured = `${requests.uploads} uploads, ${others} others, ${requests.polls} polls`;
  return { measured, met: requests.uploads <= 15 };
}

/** @param {import("./figures.mjs").Figures} figures @returns {Outcome} */
function destroyOutcome({ requests, seconds }) {
  const { releases, lists } = requests;
  return {
    measured: `${releases} releases, ${lists} lists, ${shown(seconds)} s`,
    met: releases <= 15 && lists <= 15 && seconds.median <= 30,
  };
}

/** @param {import("./figures.mjs").Figures} figures @returns {Outcome} */
function change({ requests, previewLines = 0 }) {
  const { uploads, releases } = requests;
  return {
    measured: `${uploads} upload, ${releases} release, ${previewLines} lines`,
    met: uploads <= 1 && releases <= 1 && previewLines <= 5,
  };
}

/** @param {import("./fleet.mjs").Fleet} fleet @returns {Outcome} */
function fleetOutcome({ tenants, requests, seconds, least }) {
  const measured = `${whole(tenants)} tenants, ${whole(requests)} requests: ${seconds.toFixed(1)} s, ${(seconds / least).toFixed(2)} ×`;
  return { measured, met: seconds <= 1.2 * least };
}

/** @param {readonly import("./micro.mjs").SetOperation[]} sets @returns {Outcome | undefined} */
function setOutcome(sets) {
  if (sets.length === 0) return undefined;
  const slowest = Math.max(...sets.map(({ ms }) => ms.median));
  return { measured: `${slowest.toFixed(2)} ms, the slowest of ${sets.length}`, met: slowest < 50 };
}
