import { createHash } from "node:crypto";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./build.mjs";
import { ensurePackages } from "./packages.mjs";
import { root, runMain, say } from "./terminal.mjs";

/** As the Pulumi CLI names the platforms that it asks for. */
const PLATFORMS = ["linux", "darwin", "windows"].flatMap((os) =>
  ["amd64", "arm64"].map((cpu) => `${os}-${cpu}`),
);
const LICENCE = "LICENSE";
/** The same content makes the same file, whenever and wherever it is packed. */
const PACKED_AT = new Date("2000-01-01T00:00:00Z");

/**
 * Packs the plugin as `pulumi plugin install` downloads it: an archive for each platform, all of them alike, as the plugin is
 * one file for Node with launchers for Unix and Windows; and their checksums.
 *
 * @param {string} folder Made where there is none.
 * @returns {Promise<string[]>} The names of the files.
 */
export async function makeArchives(folder) {
  // Required only now: this file is loaded before the packages are installed.
  const { create } = await import("tar");
  mkdirSync(folder, { recursive: true });
  const content = mkdtempSync(join(tmpdir(), "plp-archive-"));
  try {
    const files = layOut(content);
    const names = PLATFORMS.map(
      (platform) => `pulumi-resource-liveplatform-v${version()}-${platform}.tar.gz`,
    );
    const [first = "", ...others] = names;
    await create(
      { cwd: content, file: join(folder, first), gzip: true, portable: true, mtime: PACKED_AT },
      files,
    );
    for (const name of others) copyFileSync(join(folder, first), join(folder, name));
    const sums = names.map((name) => `${sumOf(join(folder, name))}  ${name}\n`);
    writeFileSync(join(folder, "SHA256SUMS"), sums.join(""));
    return [...names, "SHA256SUMS"];
  } finally {
    rmSync(content, { recursive: true });
  }
}

/**
 * What an archive holds, at its root: the CLI starts the launcher there.
 *
 * @param {string} folder
 */
function layOut(folder) {
  cpSync(join(root, "dist/plugin"), folder, { recursive: true });
  copyFileSync(join(root, LICENCE), join(folder, LICENCE));
  return [
    "pulumi-resource-liveplatform",
    "pulumi-resource-liveplatform.cmd",
    "plugin.js",
    "service.js",
    "schema.json",
    LICENCE,
    "LICENSES.txt",
  ];
}

function version() {
  /** @type {{ version: string }} */
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return manifest.version;
}

/** @param {string} file */
function sumOf(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    const { values } = parseArgs({ options: { out: { type: "string", default: "archives" } } });
    await ensurePackages();
    await ensureBuilt();
    const folder = resolve(values.out);
    for (const name of await makeArchives(folder)) say(join(folder, name));
  });
}
