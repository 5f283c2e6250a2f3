import { existsSync, lstatSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root, runMain, say } from "./terminal.mjs";

/**
 * @typedef {object} Locked A package in package-lock.json.
 * @property {string} [version]
 * @property {string} [license]
 * @property {boolean} [hasInstallScript]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 */

/**
 * @typedef {object} Group What comes with one thing that a program installs, without what the groups before it hold.
 * @property {string} name
 * @property {number} bytes The files that are installed on this machine.
 * @property {{ name: string, version: string, license: string, hasInstallScript: boolean }[]} packages
 */

/** @type {Record<string, Locked>} */
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;

/** @returns {Group[]} */
function groups() {
  /** @type {Set<string>} */
  const seen = new Set();
  const own = Object.keys(lock[""]?.dependencies ?? {});
  return [
    groupOf("pulumi-liveplatform", own, seen),
    groupOf("@pulumi/pulumi", ["@pulumi/pulumi"], seen),
    groupOf("@azure/identity", ["@azure/identity"], seen),
  ];
}

/**
 * @param {string} name
 * @param {readonly string[]} direct
 * @param {Set<string>} seen Paths of the groups before; those of this one are added.
 * @returns {Group}
 */
function groupOf(name, direct, seen) {
  const before = new Set(seen);
  for (const dependency of direct) visit(dependency, "", seen);
  const paths = [...seen].filter((path) => !before.has(path)).sort();
  const packages = paths.map((path) => ({
    name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
    version: lock[path]?.version ?? "",
    license: lock[path]?.license ?? "",
    hasInstallScript: lock[path]?.hasInstallScript ?? false,
  }));
  const bytes = paths.reduce((sum, path) => sum + sizeOf(join(root, path), true), 0);
  return { name, packages, bytes: bytes + (name === "pulumi-liveplatform" ? sizeOf(join(root, "dist")) : 0) };
}

/**
 * @param {string} name
 * @param {string} from The path of the package that asks for it.
 * @param {Set<string>} seen
 */
function visit(name, from, seen) {
  const path = locate(name, from);
  const found = path === undefined ? undefined : lock[path];
  // What is optional and meant for other machines is in the lock without being installed.
  if (path === undefined || found === undefined || seen.has(path) || !existsSync(join(root, path))) return;
  seen.add(path);
  const isOptionalPeer = (/** @type {string} */ peer) =>
    found.peerDependenciesMeta?.[peer]?.optional === true;
  const peers = Object.keys(found.peerDependencies ?? {}).filter((peer) => !isOptionalPeer(peer));
  const asked = { ...found.dependencies, ...found.optionalDependencies };
  for (const next of [...Object.keys(asked), ...peers]) visit(next, path, seen);
}

/**
 * Where Node finds a package: beside the one that asks, or in a folder above.
 *
 * @param {string} name
 * @param {string} from
 * @returns {string | undefined}
 */
function locate(name, from) {
  const path = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
  if (path in lock) return path;
  const above = from.lastIndexOf("/node_modules/");
  return from === "" ? undefined : locate(name, above < 0 ? "" : from.slice(0, above));
}

/**
 * @param {string} path
 * @param {boolean} [isPackage] Packages below it are counted by themselves.
 * @returns {number}
 */
function sizeOf(path, isPackage = false) {
  const found = lstatSync(path);
  if (!found.isDirectory()) return found.size;
  const names = readdirSync(path).filter((name) => !(isPackage && name === "node_modules"));
  return names.reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** @param {readonly Group[]} all */
function print(all) {
  let bytes = 0;
  for (const { name, packages, bytes: more } of all) {
    bytes += more;
    say(`${name}: ${packages.length} packages, ${megabytes(more)}; so far ${megabytes(bytes)}`);
  }
  const everything = all.flatMap(({ packages }) => packages);
  for (const license of [...new Set(everything.map((one) => one.license))].sort()) {
    const holders = everything.filter((one) => one.license === license);
    const some = holders.slice(0, 3).map((one) => one.name);
    say(`  ${license}: ${holders.length} (${some.join(", ")}${holders.length > 3 ? " …" : ""})`);
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

await runMain(async () => {
  if (process.argv.includes("--json")) say(JSON.stringify(groups()));
  else print(groups());
});
