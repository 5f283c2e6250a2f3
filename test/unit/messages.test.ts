import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

function sources(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return sources(path);
    return name.endsWith(".ts") ? [readFileSync(join(root, path), "utf8")] : [];
  });
}

/** As it is printed: sentences are cut into several literals in the source. */
function withJoinedLiterals(source: string): string {
  return source.replaceAll(/["`]\s*\+\s*["`]/g, "").replaceAll(/\\(["`])/g, "$1");
}

/** The parts of messages in the first column of each table, with their heading. */
function quoted(): { section: string; phrase: string }[] {
  const sections = readFileSync(join(root, "docs/reference/errors.md"), "utf8").split(/^## /m).slice(1);
  return sections.flatMap((text) => {
    const section = text.slice(0, text.indexOf("\n"));
    const cells = [...text.matchAll(/^\| (`.*?`) +\|/gm)].map(([, cell = ""]) => cell);
    return cells.flatMap((cell) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, phrase = ""]) => ({ section, phrase })),
    );
  });
}

describe("docs/reference/errors.md", () => {
  const text = ["provider", "sdk"].flatMap(sources).map(withJoinedLiterals).join("\n");
  const ours = quoted().filter(({ section }) => section !== "Of Pulumi itself");

  it("docs/reference/errors.md quotes messages that the provider has, word for word", () => {
    expect(ours.length).toBeGreaterThan(50);
    expect(ours.filter(({ phrase }) => !text.includes(phrase))).toEqual([]);
  });

  it("docs/reference/errors.md quotes each once, and none that is part of another", () => {
    const phrases = ours.map(({ phrase }) => phrase);
    const doubtful = phrases.filter((one, index) =>
      phrases.some((other, place) => place !== index && other.includes(one)),
    );
    expect(doubtful).toEqual([]);
  });
});
