/** @type {import("jest").Config} */
module.exports = {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "\\.ts$": ["@swc/jest", { module: { type: "commonjs" } }] },
  // Each `up` and `preview` is a run of the Pulumi CLI.
  testTimeout: 120_000,
};
