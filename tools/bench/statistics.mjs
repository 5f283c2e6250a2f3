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

/**
 * The exponent of a cost that grows as a power of `x`, by least squares on logarithms: 0 does not grow, 1 is linear.
 *
 * @param {readonly { x: number, y: number }[]} points At least two different x, all above 0.
 */
export function growth(points) {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = { x: average(logs.map(({ x }) => x)), y: average(logs.map(({ y }) => y)) };
  const covariance = average(logs.map(({ x, y }) => (x - mean.x) * (y - mean.y)));
  return covariance / average(logs.map(({ x }) => (x - mean.x) ** 2));
}

/** @param {readonly number[]} values */
function average(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
