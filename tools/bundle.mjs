import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./terminal.mjs";

const NAME = "pulumi-resource-liveplatform";

const UNIX = `#!/bin/sh
exec node "\${0%/*}/plugin.js" "$@"
`;
const WINDOWS = `@echo off\r\nnode "%~dp0plugin.js" %*\r\n`;

/**
 * Makes of the plugin's sources one file that needs nothing but Node, with a launcher for Unix and one for Windows, its schema,
 * and the licences of what is inside.
 *
 * @param {string} folder
 */
export async function bundle(folder) {
  mkdirSync(folder, { recursive: true });
  // Required only now: this file is loaded before the packages are installed.
  const { build } = await import("esbuild");
  const schema = releasedSchema();
  const { metafile } = await build({
    entryPoints: [join(root, "provider/plugin/main.ts")],
    outfile: join(folder, "plugin.js"),
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    minify: true,
    // Names of errors are shown to people.
    keepNames: true,
    legalComments: "none",
    // Whoever signs in at Entra by it installs it beside the plugin.
    external: ["@azure/identity"],
    metafile: true,
    logLevel: "warning",
    plugins: [schemaPlugin(schema)],
  });
  writeFileSync(join(folder, "schema.json"), JSON.stringify(schema));
  writeFileSync(join(folder, NAME), UNIX);
  chmodSync(join(folder, NAME), 0o755);
  writeFileSync(join(folder, `${NAME}.cmd`), WINDOWS);
  writeFileSync(join(folder, "LICENSES.txt"), licences(Object.keys(metafile.inputs)));
}

/**
 * The schema with what only a release knows: where the code is kept, and with it where plugins can be downloaded.
 *
 * @returns {object}
 */
function releasedSchema() {
  /** @type {{ version: string, repository?: { url: string } }} */
  const { version, repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const schema = { ...JSON.parse(readFileSync(join(root, "provider/plugin/schema.json"), "utf8")), version };
  const place = /github\.com\/([^/]+\/[^/]+?)(?:\.git)?$/.exec(repository?.url ?? "")?.[1];
  if (place === undefined) return schema;
  const url = `https://github.com/${place}`;
  const pluginDownloadURL = `github://api.github.com/${place}`;
  return { ...schema, homepage: url, repository: url, pluginDownloadURL };
}

/**
 * @param {object} schema
 * @returns {import("esbuild").Plugin}
 */
function schemaPlugin(schema) {
  return {
    name: "schema",
    setup({ onLoad }) {
      onLoad({ filter: /plugin[\\/]schema\.json$/ }, () => ({
        contents: JSON.stringify(schema),
        loader: "json",
      }));
    },
  };
}

/**
 * @param {readonly string[]} files Of the bundle, from the project's folder.
 */
function licences(files) {
  const folders = new Set(
    files.flatMap((file) => /^(?:.*node_modules\/)(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  const texts = [...folders].sort().map((folder) => {
    /** @type {{ name: string, version: string, license: string }} */
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${licenceText(join(root, folder))}`;
  });
  const rule = `\n${"-".repeat(72)}\n`;
  return [`plugin.js holds these packages besides pulumi-liveplatform itself.\n`, ...texts].join(rule);
}

/** In a file of its own, or at the end of the readme. @param {string} folder */
function licenceText(folder) {
  const names = readdirSync(folder);
  const read = (/** @type {string} */ name) => readFileSync(join(folder, name), "utf8").trim();
  const files = names.filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  if (files.length > 0) return files.map(read).join("\n\n");
  const readme = names.find((name) => /^readme/i.test(name));
  return readme === undefined ? "" : (/^(?:#+ *)?licen[cs]e\b[^]*$/im.exec(read(readme))?.[0] ?? "");
}
