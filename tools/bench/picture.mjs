import { figuresOf } from "./figures.mjs";

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ name: string, colour: string, points: readonly Point[] }} Line
 * @typedef {{ title: string, xTitle: string, lines: readonly Line[] }} Panel
 */

const SIZE = { width: 300, height: 220, left: 46, right: 14, top: 40, bottom: 40 };
const OURS = "#0969da";
const DO_NOTHING = "#8c959f";

/** @param {readonly import("./stages.mjs").Result[]} results @returns {Panel[]} */
export function panels(results) {
  const previews = figuresOf(results, "no-op preview").filter(
    ({ scenario }) => scenario.others === undefined,
  );
  const groups = [
    {
      xTitle: "numbers, in 100 allocations",
      x: numbersOf,
      rows: previews.filter(({ scenario }) => allocationsOf({ scenario }) === 100 && scenario.tenants === 1),
    },
    {
      xTitle: "allocations, of 10,000 numbers",
      x: allocationsOf,
      rows: previews.filter(
        ({ scenario }) =>
          scenario.numbers === 10_000 && !scenario.id.startsWith("scattered") && scenario.tenants === 1,
      ),
    },
    {
      xTitle: "tenants, of 10,000 numbers in all",
      x: tenantsOf,
      rows: previews.filter(
        ({ scenario }) => scenario.numbers === 10_000 && allocationsOf({ scenario }) === 100,
      ),
    },
  ].filter(({ rows }) => rows.length > 1);
  return [...groups.map(secondsPanel), ...groups.map(requestsPanel)];
}

/** @typedef {{ scenario: import("./plan.mjs").Scenario }} Of */
/** @param {Of} of */
const numbersOf = ({ scenario }) => scenario.numbers;
/** @param {Of} of */
const allocationsOf = ({ scenario }) => scenario.allocations.length;
/** @param {Of} of */
const tenantsOf = ({ scenario }) => scenario.tenants;

/** @typedef {{ xTitle: string, x: (of: Of) => number, rows: readonly import("./figures.mjs").Figures[] }} Group */

/** @param {Group} group @returns {Panel} */
function secondsPanel({ xTitle, x, rows }) {
  const ours = rows.map((row) => ({ x: x(row), y: row.seconds.median }));
  const doNothing = rows.map((row) => ({ x: x(row), y: row.doNothingSeconds.median }));
  const lines = [
    { name: "do-nothing", colour: DO_NOTHING, points: doNothing },
    { name: "this provider", colour: OURS, points: ours },
  ];
  return { title: "seconds of a no-op preview", xTitle, lines };
}

/** @param {Group} group @returns {Panel} */
function requestsPanel({ xTitle, x, rows }) {
  const points = rows.map((row) => ({ x: x(row), y: row.requests.total }));
  return {
    title: "requests of a no-op preview",
    xTitle,
    lines: [{ name: "this provider", colour: OURS, points }],
  };
}

/**
 * Panels in rows of three. x is logarithmic, y linear from 0.
 *
 * @param {readonly Panel[]} all
 * @returns {string} SVG
 */
export function picture(all) {
  const columns = Math.min(3, all.length / 2);
  const [width, height] = [columns * SIZE.width, Math.ceil(all.length / columns) * SIZE.height];
  const drawn = all.map((panel, index) => {
    const [x, y] = [(index % columns) * SIZE.width, Math.floor(index / columns) * SIZE.height];
    return `<g transform="translate(${x} ${y})">${panelText(panel)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11">
<title>How the cost of a no-op preview grows</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${drawn.join("\n")}
</svg>
`;
}

/** @param {Panel} panel */
function panelText({ title, xTitle, lines }) {
  const points = lines.flatMap((line) => line.points);
  const place = scale(points);
  const bottom = SIZE.height - SIZE.bottom;
  const parts = [
    `<text x="${SIZE.left}" y="18" font-weight="600" fill="#1f2328">${title}</text>`,
    `<text x="${SIZE.left}" y="${SIZE.height - 8}" fill="#59636e">${xTitle}</text>`,
    ...ticks(points).map((y) => gridLine(y, place({ x: 1, y }).y)),
    ...[...new Set(points.map(({ x }) => x))].map(
      (x) =>
        `<text x="${place({ x, y: 0 }).x}" y="${bottom + 14}" text-anchor="middle" fill="#59636e">${x.toLocaleString("en-US")}</text>`,
    ),
    ...lines.map((line, index) => lineText(line, index, place)),
  ];
  return parts.join("\n");
}

/** @param {number} value @param {number} y */
function gridLine(value, y) {
  return (
    `<line x1="${SIZE.left}" x2="${SIZE.width - SIZE.right}" y1="${y}" y2="${y}" stroke="#d1d9e0"/>` +
    `<text x="${SIZE.left - 6}" y="${y + 4}" text-anchor="end" fill="#59636e">${value.toLocaleString("en-US")}</text>`
  );
}

/** @param {Line} line @param {number} index @param {(point: Point) => Point} place */
function lineText({ name, colour, points }, index, place) {
  const placed = points.toSorted((a, b) => a.x - b.x).map(place);
  const path = placed.map(({ x, y }) => `${x},${y}`).join(" ");
  const dots = placed.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`).join("");
  const legend = `<text x="${SIZE.left + index * 84}" y="32" fill="${colour}">● ${name}</text>`;
  return `${legend}<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}`;
}

/** Where a point lies inside its panel. @param {readonly Point[]} points @returns {(point: Point) => Point} */
function scale(points) {
  const logs = points.map(({ x }) => Math.log10(x));
  const [least, most] = [Math.min(...logs), Math.max(...logs)];
  const top = ticks(points).at(-1) ?? 1;
  // Room beside the first and the last point, for their labels.
  const [from, to] = [SIZE.left + 16, SIZE.width - SIZE.right - 20];
  const [bottom, high] = [SIZE.height - SIZE.bottom, SIZE.top];
  return ({ x, y }) => ({
    x: round(from + ((Math.log10(x) - least) / (most - least)) * (to - from)),
    y: round(bottom - (y / top) * (bottom - high)),
  });
}

/** From 0 in even steps of 1, 2 or 5 times a power of ten, the last at or above all points. @param {readonly Point[]} points */
export function ticks(points) {
  const most = Math.max(...points.map(({ y }) => y));
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) =>
    Number((index * step).toPrecision(6)),
  );
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
