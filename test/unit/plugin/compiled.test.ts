import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

import { buildSync } from "esbuild";

let folder: string;
let shared: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plp-"));
  shared = join(folder, `pulumi-liveplatform-${process.getuid?.() ?? userInfo().username}`);
  buildSync({
    entryPoints: [join(__dirname, "../../../provider/plugin/compiled.ts")],
    ...{ bundle: true, platform: "node", outfile: join(folder, "compiled.js") },
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As in a plugin's process, which lives for some seconds; what it prints. */
function run(source: string): string {
  const file = join(folder, "service.js");
  writeFileSync(file, `${source}\nsetTimeout(() => undefined, 1500);`);
  const program = `require("./compiled.js").runCompiled(${JSON.stringify(file)})`;
  const env = { ...process.env, TMPDIR: folder };
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", program], {
    ...{ cwd: folder, encoding: "utf8", env },
  });
  return stdout + stderr;
}

/** The kept code, and when it was written. */
function kept(): [string, number][] {
  return readdirSync(shared).map((name) => [name, statSync(join(shared, name)).mtimeMs]);
}

const SOURCE = `console.log(require("node:path").basename(__filename), __dirname === process.cwd(), typeof exports);`;
const PRINTED = "service.js true object\n";

it("runCompiled runs a file as Node would, keeps its compiled code where nobody else can read it, and runs it by that the next time", () => {
  expect(run(SOURCE)).toBe(PRINTED);
  const code = kept();
  expect(code).toHaveLength(1);
  for (const [name] of code) expect(statSync(join(shared, name)).mode & 0o777).toBe(0o600);
  expect(run(SOURCE)).toBe(PRINTED);
  expect(kept()).toEqual(code);
});

// V8 itself tells two sources apart by their length alone.
it("runCompiled runs another file of the same length by its own code, and one whose kept code is spoilt by its source, which it keeps anew", () => {
  run("console.log('one file');");
  const another = "console.log('another!');";
  expect(run(another)).toBe("another!\n");
  for (const [name] of kept()) writeFileSync(join(shared, name), "spoilt");
  expect(run(another)).toBe("another!\n");
  const sizes = kept().map(([name]) => statSync(join(shared, name)).size);
  expect(sizes.sort((a, b) => a - b)).toEqual(["spoilt".length, expect.any(Number)]);
  expect(sizes[1]).toBeGreaterThan(100);
});

it("runCompiled runs a file where nothing can be kept", () => {
  writeFileSync(shared, "no folder");
  expect(run(SOURCE)).toBe(PRINTED);
});

it("runCompiled runs a file to its end where the folder goes meanwhile", () => {
  const removes = `require("node:fs").rmSync(${JSON.stringify(shared)}, { recursive: true });`;
  expect(run(`${removes}\n${SOURCE}`)).toBe(PRINTED);
});
