import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { root } from "../terminal.mjs";
import { examples } from "./examples.mjs";
import { TypeReader } from "./type-reader.mjs";

/** It has the docstring that holds for the plugin, in every language. */
const PLUGIN_CLASS = "sdk/plugin/oc-number-allocation.ts";
const DYNAMIC_TYPE = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";

/** Functions whose answer in a program is no object: the plugin's answer holds it under this name. */
const WRAPPED = new Map([
  ["getNumber", "number"],
  ["getCallingProfiles", "callingProfiles"],
]);

/** Inputs and settings that are encrypted wherever they are kept. */
const SECRETS = new Set(["token", "clientSecret"]);

/**
 * The schema of the plugin's package: what the SDKs of all languages are made of, from the docstrings and types of the sources.
 *
 * @returns {object}
 */
export function makeSchema() {
  const reader = new TypeReader(root, [
    "sdk/oc-number-allocation.ts",
    PLUGIN_CLASS,
    "sdk/oc-number-allocation-args.ts",
    "sdk/provider.ts",
    "sdk/provider-args.ts",
    "sdk/data-sources.ts",
  ]);
  const resource = resourceOf(reader);
  const settings = settingsOf(reader);
  const functions = functionsOf(reader);
  /** @type {{ version: string, description: string }} */
  const { version, description } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return {
    name: "liveplatform",
    displayName: "AudioCodes Live Platform",
    version,
    description,
    keywords: ["pulumi", "liveplatform", "audiocodes", "teams", "kind/native", "category/network"],
    license: "Apache-2.0",
    publisher: "pulumi-liveplatform",
    language: LANGUAGES,
    config: { variables: settings },
    provider: {
      description: reader.classDescription("sdk/provider.ts", "Provider"),
      inputProperties: settings,
    },
    types: reader.types(),
    resources: { "liveplatform:index:OcNumberAllocation": resource },
    functions,
  };
}

const LANGUAGES = {
  nodejs: { packageName: "pulumi-liveplatform-sdk", respectSchemaVersion: true },
  python: { packageName: "pulumi_liveplatform", pyproject: { enabled: true }, respectSchemaVersion: true },
  go: {
    importBasePath: "example.com/pulumi-liveplatform/sdk/go/liveplatform",
    respectSchemaVersion: true,
    generateResourceContainerTypes: true,
  },
  csharp: { respectSchemaVersion: true },
};

/** @param {TypeReader} reader */
function resourceOf(reader) {
  const inputs = reader.interfaceProperties("sdk/oc-number-allocation-args.ts", "OcNumberAllocationArgs");
  const found = reader.interfaceProperties("sdk/oc-number-allocation.ts", "OcNumberAllocation");
  const own = [...found.keys()].filter((name) => name !== "id" && name !== "urn");
  const outputs = new Map([
    ...inputs,
    ...own.filter((name) => !inputs.has(name)).map((name) => /** @type {const} */ ([name, found.get(name)])),
  ]);
  const isRequired = (/** @type {string} */ name) =>
    (inputs.get(name) ?? found.get(name))?.isRequired === true;
  return {
    description: `${reader.classDescription(PLUGIN_CLASS, "OcNumberAllocation")}\n\n${examples()}`,
    inputProperties: properties(inputs),
    requiredInputs: [...inputs.keys()].filter(isRequired).sort(),
    properties: properties(outputs),
    required: [...outputs.keys()].filter(isRequired).sort(),
    aliases: [{ type: DYNAMIC_TYPE }],
  };
}

/** @param {TypeReader} reader */
function settingsOf(reader) {
  /** @type {Readonly<Record<string, { variable: string } | undefined>>} */
  const options = optionsOfSource();
  const settings = reader.interfaceProperties("sdk/provider-args.ts", "ProviderArgs");
  return Object.fromEntries(
    [...settings].map(([name, { schema }]) => {
      const variable = options[name]?.variable;
      const description = `${schema.description ?? ""}${variable === undefined ? "" : ` Environment: ${variable}.`}`;
      return [name, { ...schema, description, ...(SECRETS.has(name) ? { secret: true } : {}) }];
    }),
  );
}

/** @param {TypeReader} reader */
function functionsOf(reader) {
  const functions = reader.functions("sdk/data-sources.ts").filter(({ name }) => !name.endsWith("Output"));
  return Object.fromEntries(
    functions.map(({ name, description, parameter, answer }) => {
      const inputs = parameter === undefined ? new Map() : reader.propertiesOf(parameter);
      return [
        `liveplatform:index:${name}`,
        { description, inputs: objectOf(inputs), outputs: answerOf(reader, name, answer) },
      ];
    }),
  );
}

/**
 * @param {TypeReader} reader
 * @param {string} name
 * @param {import("typescript").Type} answer
 */
function answerOf(reader, name, answer) {
  const wrapped = WRAPPED.get(name);
  if (wrapped === undefined) return objectOf(reader.propertiesOf(answer));
  const { schema, isRequired } = reader.schemaOf(answer);
  return objectOf(new Map([[wrapped, { schema, isRequired }]]));
}

/** @param {ReadonlyMap<string, import("./type-reader.mjs").Property>} found */
function objectOf(found) {
  const required = [...found]
    .filter(([, { isRequired }]) => isRequired)
    .map(([name]) => name)
    .sort();
  return { type: "object", properties: properties(found), ...(required.length > 0 ? { required } : {}) };
}

/** @param {ReadonlyMap<string, import("./type-reader.mjs").Property | undefined>} found */
function properties(found) {
  return Object.fromEntries([...found].map(([name, property]) => [name, property?.schema]));
}

/**
 * The provider's table of settings as the source has it: what is built may be older.
 *
 * @returns {Readonly<Record<string, { variable: string }>>}
 */
function optionsOfSource() {
  const entryPoints = [join(root, "provider/config/options.ts")];
  const { outputFiles } = buildSync({
    entryPoints,
    bundle: true,
    format: "cjs",
    platform: "node",
    write: false,
  });
  const loaded = { exports: { OPTIONS: {} } };
  new Function("module", "exports", "require", outputFiles[0]?.text ?? "")(loaded, loaded.exports, undefined);
  return loaded.exports.OPTIONS;
}
