import { MONO, svg, textLine } from "./svg.mjs";

/** The widest of the usual fonts, at 13.5 pixels. */
const CHARACTER = 8.2;
const LINE = 19;
const EDGE = 18;
const TITLE_BAR = 34;

/** The colours of the CLI, by their numbers in a terminal of 256; a dark ground, in light and dark pages alike. */
const COLOURS = /** @type {Record<string, string>} */ ({
  1: "#ff7b72",
  2: "#7ee787",
  3: "#e3b341",
  4: "#79c0ff",
  5: "#d2a8ff",
  6: "#76e3ea",
  8: "#8b949e",
  9: "#ffa198",
  10: "#7ee787",
  11: "#e3b341",
  12: "#79c0ff",
  13: "#d2a8ff",
  14: "#76e3ea",
});

/** @typedef {{ text: string, colour: string | undefined, bold: boolean }} Run Characters of one look. */

/**
 * What a terminal shows of a command's output, with its colours.
 *
 * @param {{ title: string, command: string, output: string }} shown
 */
export function terminalPicture({ title, command, output }) {
  const lines = [[plain("$ ", "8"), plain(command)], ...runsOf(output.trimEnd())];
  const columns = Math.max(...lines.map((runs) => runs.reduce((sum, run) => sum + run.text.length, 0)));
  const dots = ["#ff5f57", "#febc2e", "#28c840"].map(
    (fill, index) => `<circle cx="${EDGE + 4 + index * 20}" cy="18" r="6" fill="${fill}"/>`,
  );
  return svg({
    width: Math.ceil(columns * CHARACTER) + 2 * EDGE,
    height: TITLE_BAR + lines.length * LINE + EDGE,
    title,
    style: styleSheet(),
    body: [...dots, ...lines.map((runs, index) => drawLine(runs, TITLE_BAR + (index + 0.8) * LINE))],
  });
}

function styleSheet() {
  const colours = Object.entries(COLOURS).map(([name, value]) => `.c${name}{fill:${value}}`);
  return `.card{fill:#0d1117;stroke:#30363d}text{font:13.5px ${MONO};fill:#e6edf3}.b{font-weight:bold}${colours.join("")}`;
}

/**
 * @param {string} content
 * @param {string} [colour]
 * @returns {Run}
 */
function plain(content, colour) {
  return { text: content, colour, bold: false };
}

/**
 * @param {readonly Run[]} runs
 * @param {number} y
 */
function drawLine(runs, y) {
  const looks = runs.map(({ text, colour, bold }) => ({
    text,
    classes: [bold ? "b" : "", colour === undefined ? "" : `c${colour}`].join(" ").trim(),
  }));
  return textLine({ x: EDGE, y, runs: looks });
}

/**
 * The lines of what a command has printed, cut where its colour changes.
 *
 * @param {string} output
 * @returns {Run[][]}
 */
function runsOf(output) {
  /** @type {{ colour: string | undefined, bold: boolean }} */
  let look = { colour: undefined, bold: false };
  return output.split("\n").map((line) => {
    /** @type {Run[]} */
    const runs = [];
    // A colour code is between two pieces of text: pieces with an odd index are codes.
    line.split(/\x1b\[([\d;]*)m/).forEach((piece, index) => {
      if (index % 2 === 1) look = nextLook(look, piece);
      else if (piece !== "") runs.push({ text: piece, ...look });
    });
    return runs;
  });
}

/**
 * @param {{ colour: string | undefined, bold: boolean }} look
 * @param {string} code As between `ESC [` and `m`.
 */
function nextLook(look, code) {
  const indexed = /^38;5;(\d+)$/.exec(code)?.[1];
  if (indexed !== undefined) return { ...look, colour: indexed in COLOURS ? indexed : undefined };
  if (code === "1") return { ...look, bold: true };
  const simple = /^([39])([0-7])$/.exec(code);
  if (simple !== null) return { ...look, colour: String(Number(simple[2]) + (simple[1] === "9" ? 8 : 0)) };
  return code === "" || code === "0" ? { colour: undefined, bold: false } : look;
}
