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

describe("runCompiled", () => {
  it("runs a file as Node would, keeps its compiled code, and runs it by that the next time", () => {
    expect(run(SOURCE)).toBe(PRINTED);
    const code = kept();
    expect(code).toHaveLength(1);
    expect(run(SOURCE)).toBe(PRINTED);
    expect(kept()).toEqual(code);
  });

  it("runs another file by its own code, and one whose kept code is spoilt by its source", () => {
    run(SOURCE);
    expect(run("console.log('another one');")).toBe("another one\n");
    for (const [name] of kept()) writeFileSync(join(shared, name), "spoilt");
    expect(run(SOURCE)).toBe(PRINTED);
  });

  it("runs a file where nothing can be kept", () => {
    writeFileSync(shared, "no folder");
    expect(run(SOURCE)).toBe(PRINTED);
  });
});
