import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import * as z from "zod";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { start } from "../engine/support/running";

const packed = z.tuple([
  z.object({
    filename: z.string(),
    files: z.array(z.object({ path: z.string(), mode: z.number() })),
  }),
]);

/** The plugin's file and what starts it, its launchers, its schema, and the licences of what it holds. */
const PLUGIN = [
  "LICENSES.txt",
  "plugin.js",
  "pulumi-resource-liveplatform",
  "pulumi-resource-liveplatform.cmd",
  "schema.json",
  "service.js",
].map((name) => `dist/plugin/${name}`);

let folder: string;
let tarball: string;
let files: z.infer<typeof packed>[0]["files"];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plp-pack-"));
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await start("npm", args, { cwd: repositoryRoot, env: process.env }).result;
  const [packedAs] = packed.parse(JSON.parse(stdout));
  tarball = join(folder, packedAs.filename);
  files = packedAs.files;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command of an installed package with the tarball. */
function check(script: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const command = [join(repositoryRoot, "node_modules", script), ...args];
  return start(process.execPath, command, { cwd: folder, env: process.env }).result;
}

/** The files below a folder of the checkout, by their paths in it. */
function below(path: string): string[] {
  const entries = readdirSync(join(repositoryRoot, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(repositoryRoot, join(entry.parentPath, entry.name)));
}

/** The modules that are not files of the package and that a program's compiler must find for an entry's types. */
function foreignTypes(entry: string, seen = new Map<string, readonly string[]>()): string[] {
  if (seen.has(entry)) return [];
  const text = readFileSync(join(repositoryRoot, entry), "utf8");
  const named = [...text.matchAll(/(?:from |import\(|import |types=)"([^"]+)"/g)].flatMap(
    ([, name = ""]) => name,
  );
  seen.set(entry, named);
  for (const name of named.filter((one) => one.startsWith("."))) {
    const path = join(dirname(entry), name.replace(/\.js$/, ""));
    const found = [`${path}.d.ts`, `${path}/index.d.ts`].find((one) => existsSync(join(repositoryRoot, one)));
    if (found === undefined) throw new Error(`${entry} names ${name}, which is not there`);
    foreignTypes(found, seen);
  }
  return [...new Set([...seen.values()].flat().filter((name) => !name.startsWith(".")))].sort();
}

it("the package that npm pack makes holds what the sources compile to, the documents, and nothing else", () => {
  const sources = ["sdk", "provider", "emulator", "cli"].flatMap(below);
  const compiled = sources.flatMap((source) => {
    const stem = source.replace(/\.ts$/, "");
    if (source.startsWith("provider/plugin/")) return [];
    if (!source.startsWith("emulator/page/")) return [`dist/${stem}.js`, `dist/${stem}.d.ts`];
    // A browser's modules, which nobody compiles against, and what goes with them as it is.
    if (source.endsWith("tsconfig.json")) return [];
    return [source.endsWith(".ts") ? `dist/${stem}.js` : `dist/${source}`];
  });
  const documents = ["CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", ...below("docs")];
  const licences = "dist/provider/dynamic/LICENSES.txt";
  const expected = [...compiled, ...PLUGIN, licences, ...documents, "package.json"].sort();
  expect(files.map(({ path }) => path).sort()).toEqual(expected);
});

it("the package that npm pack makes has a command and a plugin that can be executed, and no other file that can", () => {
  const executable = files.filter(({ mode }) => (mode & 0o111) !== 0).map(({ path }) => path);
  expect(executable.sort()).toEqual([
    "dist/cli/main.js",
    "dist/plugin/plugin.js",
    "dist/plugin/pulumi-resource-liveplatform",
  ]);
  for (const command of ["dist/cli/main.js", "dist/plugin/plugin.js"])
    expect(readFileSync(join(repositoryRoot, command), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
});

it("the package that npm pack makes has every document that its README points to in docs/", () => {
  const readme = readFileSync(join(repositoryRoot, "README.md"), "utf8");
  const named = [...readme.matchAll(/\]\((docs\/[^)#]+)/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(4);
  const paths = files.map(({ path }) => path);
  expect(named.filter((path) => !paths.some((one) => one === path || one.startsWith(`${path}/`)))).toEqual(
    [],
  );
});

it("the package that npm pack makes loads late by require, as a native import() fails in the jest of a team that tests its program", () => {
  const native = below("dist").filter(
    (file) =>
      // The plugin's file is a program of its own.
      file.endsWith(".js") &&
      !file.startsWith("dist/plugin/") &&
      /(?<![.\w])import\(/.test(readFileSync(join(repositoryRoot, file), "utf8")),
  );
  expect(native).toEqual([]);
});

it("the package that npm pack makes gives publint nothing to suggest", async () => {
  const { code, output } = await check("publint/src/cli.js", ["run", tarball, "--strict"]);
  expect(output).toContain("All good!");
  expect(code).toBe(0);
});

it("the package that npm pack makes resolves with its types from CommonJS, ES modules, bundlers and old TypeScript alike", async () => {
  const { code, output } = await check("@arethetypeswrong/cli/dist/index.js", [tarball, "--format", "ascii"]);
  expect(output).toContain("No problems found");
  expect(code).toBe(0);
});

it.each([
  ["sdk", ["@pulumi/pulumi"]],
  ["provider/dynamic", []],
  ["sdk/sheet", ["@pulumi/pulumi"]],
  ["sdk/plugin", ["@pulumi/pulumi"]],
  ["emulator", []],
])("the types of the package need, for the entry in %s, no other modules than %j", (entry, modules) => {
  expect(foreignTypes(`dist/${entry}/index.d.ts`)).toEqual(modules);
});

it.each(["plugin", "provider/dynamic"])(
  "the bundle in dist/%s holds axios without its multipart forms",
  (folder) => {
    const licences = readFileSync(join(repositoryRoot, "dist", folder, "LICENSES.txt"), "utf8");
    expect(licences).toMatch(/^axios \d/m);
    expect(licences).not.toContain("form-data");
  },
);
