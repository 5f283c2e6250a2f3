/** @param {readonly number[]} values At least one. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const [low = NaN, high = NaN] = sorted.length % 2 === 0 ? sorted.slice(middle - 1) : sorted.slice(middle);
  return sorted.length % 2 === 0 ? (low + high) / 2 : low;
}

/** @typedef {{ median: number, least: number, most: number, count: number }} Spread */

/**
 * @param {readonly number[]} values At least one.
 * @returns {Spread}
 */
export function spread(values) {
  return {
    median: median(values),
    least: Math.min(...values),
    most: Math.max(...values),
    count: values.length,
  };
}

/**
 * The median of the ratios of runs that were made side by side. Noise that lasts longer than a pair hits both and drops out,
 * which it does not in a ratio of medians.
 *
 * @param {readonly { ours: number, doNothing: number }[]} pairs At least one.
 * @returns {Spread}
 */
export function ratio(pairs) {
  return spread(pairs.map(({ ours, doNothing }) => ours / doNothing));
}
