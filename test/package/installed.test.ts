import { join } from "node:path";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { start } from "../engine/support/running";

/** Each takes half a minute on an idle machine: a compiler and three runs of the CLI. */
const PATIENCE_MS = 600_000;

/** Packs, installs and runs the README's program, as the tool does for every package manager. */
function tryPackage(language: string): Promise<{ code: number | null; output: string }> {
  const tool = join(repositoryRoot, "tools/try-package.mjs");
  const args = [tool, "--manager", "links", "--language", language];
  return start(process.execPath, args, { cwd: repositoryRoot, env: process.env }).result;
}

it(
  "the package, installed where only the packages that it names are lent to it, runs the README's program in TypeScript, and compiles in a project of Pulumi's template",
  async () => {
    const { code, output } = await tryPackage("ts");
    expect(output).toContain("✓ types");
    expect(output).toMatch(/the tenant holds 100 numbers[^]*the tenant holds 0 numbers/);
    expect(output).toContain("It works: links, ts");
    expect(code).toBe(0);
  },
  PATIENCE_MS,
);

it(
  "the package, installed where only the packages that it names are lent to it, runs the same text as an ES module of JavaScript",
  async () => {
    const { code, output } = await tryPackage("js");
    expect(output).toMatch(/the tenant holds 100 numbers[^]*the tenant holds 0 numbers/);
    expect(output).toContain("It works: links, js");
    expect(code).toBe(0);
  },
  PATIENCE_MS,
);
