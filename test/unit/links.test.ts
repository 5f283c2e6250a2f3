import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

/** Every Markdown file but those of packages. */
function documentsIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : documentsIn(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

const ofRoot = readdirSync(root).filter((name) => name.endsWith(".md"));
const documents = [...ofRoot, ...documentsIn("docs"), ...documentsIn("examples")];

/** Text without code: what looks like a link or a heading there is neither. */
function prose(file: string): string {
  return readFileSync(join(root, file), "utf8").replaceAll(/^```[^]*?^```/gm, "");
}

/** As GitHub makes them of headings: in lower case, blanks to dashes, what is no letter, digit or dash left out. */
function anchorsOf(file: string): string[] {
  const seen = new Map<string, number>();
  return [...prose(file).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => {
    const text = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = text.replaceAll(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-");
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

function isBroken(from: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? from : join(dirname(from), path);
  if (!existsSync(join(root, target))) return true;
  return anchor !== undefined && target.endsWith(".md") && !anchorsOf(target).includes(anchor);
}

it("the documents have no link that leads nowhere", () => {
  const links = documents.flatMap((file) =>
    [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => ({ file, link })),
  );
  const own = links.filter(({ link }) => !/^[a-z]+:/.test(link));
  expect(own.length).toBeGreaterThan(80);
  expect(own.filter(({ file, link }) => isBroken(file, link))).toEqual([]);
});
