import { execFileSync, spawn } from "node:child_process";
import { chmodSync, copyFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { VERSION, executable } from "./version.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const packages = resolve(here, "../../node_modules/@pulumi/pulumi");

/** @typedef {{ module: string, name: string, target: string, ldflags: string }} Program */

/** @type {readonly Program[]} */
const programs = [
  {
    module: "language-nodejs",
    name: "pulumi-language-nodejs",
    target: "github.com/pulumi/pulumi/sdk/nodejs/cmd/pulumi-language-nodejs/v3",
    ldflags: "-s -w",
  },
  {
    module: "engine",
    name: "pulumi",
    target: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    ldflags: `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${VERSION}`,
  },
];

/** @type {Readonly<Record<import("../ensure-language.mjs").Language, Program>>} */
const languageHosts = {
  yaml: {
    module: "language-yaml",
    name: "pulumi-language-yaml",
    target: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    ldflags: "-s -w -X github.com/pulumi/pulumi-yaml/pkg/version.Version=v1.38.1",
  },
  python: {
    module: "language-python",
    name: "pulumi-language-python",
    target: "github.com/pulumi/pulumi/sdk/python/cmd/pulumi-language-python/v3",
    ldflags: "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.192.0",
  },
  go: {
    module: "language-go",
    name: "pulumi-language-go",
    target: "github.com/pulumi/pulumi/sdk/go/pulumi-language-go/v3",
    ldflags: "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.192.0",
  },
  java: {
    module: "language-java",
    name: "pulumi-language-java",
    target: "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java",
    ldflags: "-s -w -X github.com/pulumi/pulumi-java/pkg/version.Version=v1.34.0",
  },
};

/**
 * Builds a language host, as `buildCli` builds the CLI.
 *
 * @param {import("../ensure-language.mjs").Language} language
 * @param {string} to
 * @param {(line: string) => void} log
 */
export async function buildLanguageHost(language, to, log) {
  await buildProgram(languageHosts[language], { to, log });
  // What the host starts a program with is a script of Pulumi's SDK module.
  if (language === "python") copyFromModule("python/cmd/pulumi-language-python-exec", to);
}

/** @param {string} path @param {string} to */
function copyFromModule(path, to) {
  const args = ["list", "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/sdk/v3"];
  const cwd = join(here, languageHosts.python.module);
  const dir = execFileSync("go", args, { cwd, encoding: "utf8", env: goEnvironment() }).trim();
  const copy = join(to, basename(path));
  copyFileSync(join(dir, path), copy);
  chmodSync(copy, 0o755);
}

/** Whether `go` is here and new enough for the modules, or may fetch a newer one for itself. */
export function goIsUsable() {
  try {
    execFileSync("go", ["version"], { cwd: join(here, "engine"), stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/**
 * Builds the CLI and its Node language host from their published Go modules, every one checked against go.sum.
 *
 * @param {string} to
 * @param {(line: string) => void} log
 */
export async function buildCli(to, log) {
  for (const program of programs) await buildProgram(program, { to, log });
  // The starter of dynamic providers is a script of the npm package.
  const starter =
    process.platform === "win32" ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";
  copyFileSync(join(packages, starter), join(to, starter));
  chmodSync(join(to, starter), 0o755);
}

/**
 * @param {Program} program
 * @param {{ to: string, log: (line: string) => void }} options
 */
async function buildProgram({ module, name, target, ldflags }, { to, log }) {
  const begun = Date.now();
  const minutes = () => `${((Date.now() - begun) / 60_000).toFixed(1)} min`;
  // The compiler says nothing while it works, and minutes of silence look like a hang.
  const heartbeat = setInterval(() => log(`  still building ${name} (${minutes()})`), 30_000);
  const output = join(to, executable(name));
  try {
    await go(
      ["build", "-trimpath", "-tags", "osusergo,grpcnotrace", "-ldflags", ldflags, "-o", output, target],
      module,
    );
    log(`  built ${name} (${minutes()})`);
  } finally {
    clearInterval(heartbeat);
  }
}

/**
 * @param {readonly string[]} args
 * @param {string} module
 * @returns {Promise<void>}
 */
function go(args, module) {
  return new Promise((done, fail) => {
    const place = { cwd: join(here, module), env: goEnvironment() };
    const child = spawn("go", args, { ...place, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk) => (printed = (printed + chunk).slice(-2000)));

    child.once("error", fail);
    child.once("close", (code) => {
      if (code === 0) done();
      else fail(new Error(`go build ended with exit code ${code}:\n${printed.trim()}`));
    });
  });
}

function goEnvironment() {
  return {
    ...process.env,
    GOFLAGS: "-mod=readonly -buildvcs=false",
    GOWORK: "off",
    // The public checksum database does not know the language hosts' modules; the committed go.sum vouches for them.
    GONOSUMDB: ["github.com/pulumi/pulumi/sdk/*", process.env["GONOSUMDB"]].filter(Boolean).join(","),
  };
}
