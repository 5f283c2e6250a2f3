import { shown } from "./table.mjs";

/**
 * @typedef {object} Target
 * @property {string} target
 * @property {string} measured
 * @property {boolean | undefined} met Undefined where this run has not measured it.
 * @property {string} whenMissed Why, where it is not met.
 */

/** @typedef {{ measured: string, met: boolean }} Outcome */

/**
 * @param {string} target
 * @param {Outcome | undefined} outcome
 * @param {string} whenMissed
 * @returns {Target}
 */
export function row(target, outcome, whenMissed) {
  return { target, measured: outcome?.measured ?? "not in this run", met: outcome?.met, whenMissed };
}

/** @param {import("./statistics.mjs").Spread} ratio @param {number} limit @returns {Outcome} */
export function ratioOutcome(ratio, limit) {
  return { measured: `${shown(ratio, 2)} ×`, met: ratio.median <= limit };
}
