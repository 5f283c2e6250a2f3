import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ToolError, root, run } from "../terminal.mjs";

/** @typedef {"ts" | "esm" | "js"} Language TypeScript as CommonJS or as ES modules, or JavaScript (ES modules). */

/** What Pulumi's own templates have: strict, without skipLibCheck and without esModuleInterop. */
const TEMPLATE = {
  strict: true,
  outDir: "bin",
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: false,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
};

/** Uses types of the entries, so that the compiler reads what each of them refers to. */
const ENTRIES = `import * as pulumi from "@pulumi/pulumi";
import { TenantNumber, getTenantNumbers, OcNumberAllocation } from "pulumi-liveplatform";
import { DEFAULT_SEED, Emulator, NumberEntity, Seed, startEmulator } from "pulumi-liveplatform/emulator";
import * as plugin from "pulumi-liveplatform/plugin";
import * as provider from "pulumi-liveplatform/provider";

export const seed: Seed = { ...DEFAULT_SEED, strictTenants: false };
export const start = (): Promise<Emulator> => startEmulator({ seed });
export const rows = (emulator: Emulator): NumberEntity[] => emulator.numbers();
export const numbers = (msTenantId: string): Promise<TenantNumber[]> =>
    getTenantNumbers({ msTenantId }).then((tenant) => tenant.numbers);
export const reasons = async (): Promise<string[]> =>
    (await provider.check({}, {})).failures.map((failure) => failure.reason);
export const count = (allocation: OcNumberAllocation | plugin.OcNumberAllocation): pulumi.Output<number> =>
    allocation.numberCount;
`;

/**
 * An empty project with the README's program, as somebody makes it who reads the README.
 *
 * @param {string} folder
 * @param {Language} language
 */
export function writeProject(folder, language) {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: "readme", private: true, ...(language === "ts" ? {} : { type: "module" }) };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "Pulumi.yaml"), pulumiYaml(language));
  writeFileSync(join(folder, language === "js" ? "index.js" : "index.ts"), readmeProgram());
  if (language === "js") return;
  writeFileSync(join(folder, "entries.ts"), ENTRIES);
  const modules = language === "esm" ? { module: "nodenext", moduleResolution: "nodenext" } : {};
  const compilerOptions = { ...TEMPLATE, ...modules };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["index.ts", "entries.ts"] }),
  );
}

/** @param {Language} language */
function pulumiYaml(language) {
  // From 22.18 on Node runs TypeScript by itself; before, Pulumi asks for a loader.
  const needsLoader = language === "esm" && process.versions.node.startsWith("20.");
  const runtime = needsLoader ? `{ name: nodejs, options: { nodeargs: "--import tsx" } }` : "nodejs";
  return `name: readme\nruntime: ${runtime}\noptions: { refresh: always }\n`;
}

/** The README's first program, word for word. */
function readmeProgram() {
  const program = /^## A program\n+```ts\n(.*?)^```$/ms.exec(
    readFileSync(join(root, "README.md"), "utf8"),
  )?.[1];
  if (program === undefined) throw new ToolError('README.md has no program under "## A program".');
  return program;
}

/**
 * The package as pnpm lays it out, of links to this checkout's node_modules: it finds what its package.json names and
 * nothing else. No registry is asked.
 *
 * @param {string} folder The project.
 * @param {string} tarball
 */
export async function linkStrictly(folder, tarball) {
  const modules = join(folder, "node_modules");
  const own = join(modules, ".store/node_modules/pulumi-liveplatform");
  mkdirSync(own, { recursive: true });
  await run("tar", ["-xzf", tarball, "-C", own, "--strip-components=1"]);
  /** @type {{ dependencies: Record<string, string>, peerDependencies: Record<string, string> }} */
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
  const lent = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
  for (const name of lent.filter((one) => one !== "@azure/identity"))
    link(name, join(modules, ".store/node_modules"));
  for (const name of ["@pulumi/pulumi", "@types/node", "typescript"]) link(name, modules);
  symlinkSync(own, join(modules, "pulumi-liveplatform"), "junction");
}

/**
 * @param {string} name
 * @param {string} modules
 */
function link(name, modules) {
  const path = join(modules, name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(root, "node_modules", name), path, "junction");
}
