import { MONO, SANS, svg, textLine } from "./svg.mjs";

const WIDTH = 900;
const EDGE = 24;
const LINE = 22;
/** Columns of a table: where they begin, from the left. */
const COLUMNS = [0, 430, 530];
const CELLS = [415, 90, 300];

const STYLE = `
.card{fill:#ffffff;stroke:#d0d7de}
.rule{stroke:#d0d7de}.bar{fill:#9a6700}
text{font:14px ${SANS};fill:#1f2328}
.b{font-weight:600}.h{font-size:17px;font-weight:600}.h2{font-size:15px;font-weight:600}.code{font-family:${MONO};font-size:12.5px;fill:#0550ae}
.dim{fill:#59636e;font-size:12px}.warn{fill:#9a6700;font-weight:600}
@media (prefers-color-scheme: dark){
.card{fill:#0d1117;stroke:#3d444d}.rule{stroke:#3d444d}.bar{fill:#d29922}
text{fill:#f0f6fc}.code{fill:#79c0ff}.dim{fill:#9198a1}.warn{fill:#d29922}}`;

/** @typedef {{ text: string, classes: string }} Run */

/**
 * A report as a pull request shows it: headings, alerts, bold text, code and tables, which is all that a report is made of.
 *
 * @param {{ title: string, markdown: string }} shown
 */
export function reportPicture({ title, markdown }) {
  /** @type {string[]} */
  const body = [];
  let y = EDGE;
  for (const line of markdown.split("\n").filter((one) => !one.startsWith("<!--"))) {
    const drawn = drawLine(line, y);
    body.push(...drawn.body);
    y += drawn.height;
  }
  return svg({ width: WIDTH, height: Math.ceil(y) + EDGE / 2, title, style: STYLE, body });
}

/**
 * @param {string} line
 * @param {number} y Where it begins.
 * @returns {{ body: string[], height: number }}
 */
function drawLine(line, y) {
  if (line.trim() === "") return { body: [], height: LINE / 2 };
  if (line.startsWith("#### ")) return paragraph(line.slice(5), { y: y + 6, classes: "h2" });
  if (line.startsWith("### ")) return paragraph(line.slice(4), { y, classes: "h" });
  if (line.startsWith("> ")) return alert(line.slice(2), y);
  if (line.startsWith("|")) return /^[|\s:-]*$/.test(line) ? { body: [], height: 0 } : tableRow(line, y);
  const small = /^<sub>(.*)<\/sub>$/.exec(line)?.[1];
  return paragraph(small ?? line, { y, classes: small === undefined ? "" : "dim" });
}

/**
 * @param {string} content
 * @param {number} y
 */
function alert(content, y) {
  const kind = /^\[!(\w+)\]$/.exec(content)?.[1];
  const drawn =
    kind === undefined
      ? paragraph(content.replace(/^- /, "• "), { y, classes: "", indent: 16 })
      : paragraph(`⚠ ${kind.charAt(0)}${kind.slice(1).toLowerCase()}`, { y, classes: "warn", indent: 16 });
  return {
    ...drawn,
    body: [`<rect class="bar" x="${EDGE}" y="${y}" width="4" height="${drawn.height}"/>`, ...drawn.body],
  };
}

/**
 * @param {string} line
 * @param {number} y
 */
function tableRow(line, y) {
  const isHead = line.startsWith("| |");
  const cells = line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell, index) => wrap(runsOf(cell.trim(), isHead ? "b" : ""), CELLS[index] ?? 0));
  const body = cells.flatMap((lines, index) => drawLines(lines, { x: EDGE + 8 + (COLUMNS[index] ?? 0), y }));
  const bottom = y + 6 + LINE * Math.max(...cells.map(({ length }) => length));
  const rule = `<line class="rule" x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${bottom - 2}" y2="${bottom - 2}"/>`;
  return { body: [...body, rule], height: bottom - y };
}

/**
 * @param {string} content
 * @param {{ y: number, classes: string, indent?: number }} place
 */
function paragraph(content, { y, classes, indent = 0 }) {
  const lines = wrap(runsOf(content, classes), WIDTH - 2 * EDGE - indent);
  const body = drawLines(lines, { x: EDGE + indent, y });
  return { body, height: lines.length * LINE + (classes.startsWith("h") ? 8 : 0) };
}

/**
 * @param {readonly (readonly Run[])[]} lines
 * @param {{ x: number, y: number }} place
 */
function drawLines(lines, { x, y }) {
  return lines.map((runs, index) => textLine({ x, y: y + LINE * (index + 0.75), runs }));
}

/**
 * Bold, code and plain text, without what marks them in Markdown.
 *
 * @param {string} content
 * @param {string} classes Of all of it.
 * @returns {Run[]}
 */
function runsOf(content, classes) {
  return content.split(/(\*\*.+?\*\*)/).flatMap((part) => {
    const bold = /^\*\*(.*)\*\*$/.exec(part)?.[1];
    const own = bold === undefined ? classes : `${classes} b`.trim();
    return (bold ?? part).split(/(`.+?`)/).flatMap((piece) => {
      const code = /^`(.*)`$/.exec(piece)?.[1];
      const plain = (code ?? piece)
        .replace(/\\([\\`*_[\]~|#>])/g, "$1")
        .replaceAll("&lt;", "<")
        .replaceAll("&amp;", "&");
      return plain === "" ? [] : [{ text: plain, classes: code === undefined ? own : `${own} code`.trim() }];
    });
  });
}

/**
 * @param {readonly Run[]} runs
 * @param {number} room
 */
function wrap(runs, room) {
  /** @type {Run[][]} */
  const lines = [[]];
  let left = room;
  for (const run of runs) {
    for (const word of run.text.split(/(?<= )/)) {
      const piece = { text: word, classes: run.classes };
      const width = widthOf(piece);
      if (width > left && left < room) {
        lines.push([]);
        left = room;
      }
      lines.at(-1)?.push(piece);
      left -= width;
    }
  }
  return lines;
}

/**
 * What the widest of the usual fonts takes, so that no line is too long.
 *
 * @param {Run} run
 */
function widthOf({ text, classes }) {
  if (classes.includes("code")) return text.length * 7.8;
  const size = classes.includes("h2") ? 15 : classes.includes("h") ? 17 : classes.includes("dim") ? 12 : 14;
  const ems = [...text].reduce((sum, character) => sum + emsOf(character), 0);
  return ems * size * (/\b(b|h|h2|warn)\b/.test(classes) ? 1.08 : 1);
}

/** @param {string} character */
function emsOf(character) {
  if ("iljtfrI.,:;'|![]() /·".includes(character)) return 0.36;
  if ("mwMW→…•⚠+".includes(character)) return 0.9;
  return /[A-Z]/.test(character) ? 0.7 : 0.61;
}
