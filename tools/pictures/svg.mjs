/** What most systems have; a picture cannot bring fonts of its own. */
export const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
export const SANS = "-apple-system, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif";

/** @param {string} text */
export function escape(text) {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/**
 * A whole picture, with rounded corners.
 *
 * @param {{ width: number, height: number, title: string, style: string, body: readonly string[] }} picture
 */
export function svg({ width, height, title, style, body }) {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<style>${style}</style>`,
    `<rect class="card" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    ...body,
    "</svg>",
    "",
  ].join("\n");
}

/**
 * A line of text whose runs follow each other as wide as the reader's own font makes them.
 *
 * @param {{ x: number, y: number, runs: readonly { text: string, classes: string }[] }} line
 */
export function textLine({ x, y, runs }) {
  const spans = runs.map(({ text, classes }) =>
    classes === "" ? escape(text) : `<tspan class="${classes}">${escape(text)}</tspan>`,
  );
  return `<text x="${round(x)}" y="${round(y)}" xml:space="preserve">${spans.join("")}</text>`;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
