/** Such as `1,000`, `4.3 (4.1–4.9)`, `17 min`, `164 / 134`, `–` or nothing. */
const FIGURE = /^([\d.,]+( (s|min|h))?( \(.*\))?( \/ [\d.,]+)?|–|)$/;

/**
 * A Markdown table with aligned columns, which reads in a terminal too. Text to the left, figures to the right.
 *
 * @param {readonly string[]} heads
 * @param {readonly (readonly string[])[]} rows
 */
export function table(heads, rows) {
  const columns = heads.map((_, index) => [heads, ...rows].map((row) => row[index] ?? ""));
  const widths = columns.map((cells) => Math.max(3, ...cells.map((cell) => cell.length)));
  const right = columns.map((cells) => cells.slice(1).every((cell) => FIGURE.test(cell)));
  /** @param {readonly string[]} row */
  const line = (row) =>
    `| ${widths.map((width, index) => pad(row[index] ?? "", width, right[index] === true)).join(" | ")} |`;
  const rule = widths.map((width, index) => (right[index] ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(heads), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

/**
 * @param {string} text
 * @param {number} width
 * @param {boolean} right
 */
function pad(text, width, right) {
  return right ? text.padStart(width) : text.padEnd(width);
}

/** `4.3`, and with runs that differ `4.3 (4.1–4.9)`. @param {import("./statistics.mjs").Spread} spread @param {number} [digits] */
export function shown({ median, least, most, count }, digits = 1) {
  const figure = median.toFixed(digits);
  return count === 1 ? figure : `${figure} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

/** @param {number} value */
export function whole(value) {
  return Math.round(value).toLocaleString("en-US");
}
