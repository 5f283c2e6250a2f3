const { availableParallelism } = require("node:os");

const transform = {
  "^.+\\.tsx?$": [
    "@swc/jest",
    { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
  ],
};

/** Projects are for choosing (`--selectProjects unit`); all of them run in one jest run with one summary. */
function project(name, settings = {}) {
  return {
    displayName: name,
    testEnvironment: "node",
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
    modulePathIgnorePatterns: ["<rootDir>/dist/"],
    // What is loaded late is named as the build names it.
    moduleNameMapper: { "^(\\.\\./provider/.+)\\.js$": "$1" },
    transform,
    ...settings,
  };
}

/** Files of the engine suite that run on the plugin too (HOST=plugin) in `npm test`. */
const ON_PLUGIN = ["lifecycle", "drift", "secret-lists", "brake", "preview-line"];

/** Files in which nobody serves an allocation of a JavaScript program. All others run on the plugin in the long suite. */
const WITHOUT_HOST = {
  accept: "runs a project that the package's command has written, which imports the dynamic provider",
  "command-line": "runs the package's command",
  "data-source-warnings":
    "asks by the SDK of the dynamic provider, without an engine; test/long/plugin-alone does it by the plugin",
  "doctor-process": "runs the package's command",
  "entra-package":
    "signs in by the built package, without an engine; test/long/plugin-alone does it by the plugin",
  harness: "tests the harness, with a resource of its own",
  portal: "is about the emulator's page",
  proxy: "calls the client alone",
  quickstart: "runs the quickstart, which has a project of its own",
};

function onPlugin(name, files) {
  return project(name, {
    ...withPatience,
    ...files,
    setupFiles: ["<rootDir>/test/engine/support/use-plugin.ts"],
  });
}

function engineFiles(names) {
  return names.map((name) => `<rootDir>/test/engine/${name}.test.ts`);
}

const withPatience = { setupFilesAfterEnv: ["<rootDir>/test/engine/support/patience.ts"] };

/** @type {import("jest").Config} */
module.exports = {
  // Jest would leave one core to itself; the engine tests wait for tasks and time-outs half of their time.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testSequencer: "<rootDir>/tools/slow-first.js",
  // A quick test may wait for a core behind a slow one, on a machine that is busy with other things too.
  testTimeout: 60_000,
  projects: [
    project("unit"),
    project("contract"),
    project("faults"),
    project("model"),
    project("engine", withPatience),
    onPlugin("plugin-host", { testMatch: engineFiles(ON_PLUGIN) }),
    onPlugin("plugin-host-long", {
      testMatch: ["<rootDir>/test/engine/*.test.ts"],
      testPathIgnorePatterns: engineFiles([...ON_PLUGIN, ...Object.keys(WITHOUT_HOST)]),
    }),
    project("examples", withPatience),
    project("package", withPatience),
    project("long", withPatience),
  ],
};
