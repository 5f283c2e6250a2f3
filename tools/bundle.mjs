import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { leanAxios } from "./lean-axios.mjs";
import { licences } from "./licences.mjs";
import { root } from "./terminal.mjs";

const NAME = "pulumi-resource-liveplatform";

// Whoever writes YAML or Python may have no Node.js; of "node: not found" Pulumi says that it is a bug of the provider.
const UNIX = `#!/bin/sh
command -v node >/dev/null || { echo "${NAME} needs Node.js 20.19 or newer, and there is no node on PATH" >&2; exit 127; }
exec node "\${0%/*}/plugin.js" "$@"
`;
const WINDOWS = `@echo off\r\nnode "%~dp0plugin.js" %*\r\n`;

const EXTERNAL = [
  "@azure/identity",
  "@grpc/grpc-js",
  "@pulumi/pulumi",
  "google-protobuf",
  "libphonenumber-js",
];

/**
 * Makes of the plugin's sources one file that needs nothing but Node, a small one that starts it, a launcher for Unix and one for
 * Windows, its schema, and the licences of what is inside.
 *
 * @param {string} folder
 */
export async function bundlePlugin(folder) {
  mkdirSync(folder, { recursive: true });
  // Required only now: this file is loaded before the packages are installed.
  const { build } = await import("esbuild");
  const schema = releasedSchema();
  /** @type {(entry: string, outfile: string) => Promise<string[]>} */
  const bundle = async (entry, outfile) => {
    const { metafile } = await build({
      entryPoints: [join(root, "provider/plugin", entry)],
      outfile: join(folder, outfile),
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
      // A script that is compiled by hand has no native import().
      supported: { "dynamic-import": false },
      metafile: true,
      logLevel: "warning",
      plugins: [schemaPlugin(schema), leanAxios],
    });
    return Object.keys(metafile.inputs);
  };
  await bundle("start.ts", "plugin.js");
  const inputs = await bundle("main.ts", "service.js");
  writeFileSync(join(folder, "schema.json"), JSON.stringify(schema));
  writeFileSync(join(folder, NAME), UNIX);
  chmodSync(join(folder, NAME), 0o755);
  writeFileSync(join(folder, `${NAME}.cmd`), WINDOWS);
  writeFileSync(join(folder, "LICENSES.txt"), licences("service.js", inputs));
}

/**
 * Makes one file of the dynamic provider, zod and axios, which takes half as long to load as hundreds: each provider process of each
 * command does. What it rarely needs, and what the program's folder has in any case, stays outside.
 *
 * @param {string} folder Where the compiled provider is.
 */
export async function bundleProvider(folder) {
  const { build } = await import("esbuild");
  const { metafile } = await build({
    entryPoints: [join(root, "provider/dynamic/index.ts")],
    outfile: join(folder, "index.js"),
    allowOverwrite: true,
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    // Half of the bytes; names stay, for the stack of a bug.
    minifyWhitespace: true,
    legalComments: "none",
    external: EXTERNAL,
    plugins: [leanAxios],
    // A native import() fails in the jest of a team that tests its program.
    supported: { "dynamic-import": false },
    metafile: true,
    logLevel: "warning",
  });
  writeFileSync(join(folder, "LICENSES.txt"), licences("index.js", Object.keys(metafile.inputs)));
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
  // A Go module is imported by the place of its repository; without one its SDK has a path that nothing can be downloaded from.
  const text = JSON.stringify(schema).replaceAll(
    "example.com/pulumi-liveplatform/sdk",
    `github.com/${place}/sdk`,
  );
  return { ...JSON.parse(text), homepage: url, repository: url, pluginDownloadURL };
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
