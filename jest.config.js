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

/** Files of the engine suite that run on the plugin too (HOST=plugin): in `npm test`, and in the long suite. */
const ON_PLUGIN = {
  "plugin-host": ["lifecycle", "drift", "secret-lists", "brake", "preview-line"],
  "plugin-host-long": ["moves", "crash", "components", "lifecycle-changes"],
};

function onPlugin(name) {
  return project(name, {
    ...withPatience,
    testMatch: ON_PLUGIN[name].map((file) => `<rootDir>/test/engine/${file}.test.ts`),
    setupFiles: ["<rootDir>/test/engine/support/use-plugin.ts"],
  });
}

const withPatience = { setupFilesAfterEnv: ["<rootDir>/test/engine/support/patience.ts"] };

/** @type {import("jest").Config} */
module.exports = {
  // Jest would leave one core to itself; the engine tests wait for tasks and time-outs half of their time.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // A quick test may wait for a core behind a slow one, on a machine that is busy with other things too.
  testTimeout: 60_000,
  projects: [
    project("unit"),
    project("contract"),
    project("faults"),
    project("model"),
    project("engine", withPatience),
    onPlugin("plugin-host"),
    onPlugin("plugin-host-long"),
    project("examples", withPatience),
    project("package", withPatience),
    project("long", withPatience),
  ],
};
