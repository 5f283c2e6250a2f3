import boundaries from "eslint-plugin-boundaries";
import tseslint from "typescript-eslint";

/** The folders of the package, and what each may import besides itself. Whatever is not listed is an error. */
const layers = {
  numbers: [],
  liveplatform: ["common", "numbers"],
  config: ["common", "numbers", "liveplatform"],
  engine: ["common"],
  run: ["common", "numbers"],
  allocation: ["common", "numbers", "liveplatform", "config", "engine", "run"],
  provider: ["common", "numbers", "liveplatform", "config", "engine", "run", "allocation"],
  sdk: ["numbers", "config", "run"],
  emulator: [],
  cli: [
    "common",
    "numbers",
    "liveplatform",
    "config",
    "engine",
    "run",
    "allocation",
    "provider",
    "sdk",
    "emulator",
  ],
};

const providerFolders = ["numbers", "liveplatform", "config", "engine", "run", "allocation"];
const packageFiles = ["sdk/**/*.ts", "provider/**/*.ts", "emulator/**/*.ts", "cli/**/*.ts"];

/** @param {string} type @param {string} pattern */
const element = (type, pattern) => ({ type, pattern, mode: "full" });
const to = (/** @type {string[]} */ ...types) => ({ to: { element: { types: { anyOf: types } } } });

const importDirection = {
  files: packageFiles,
  plugins: { boundaries },
  settings: {
    "import/resolver": { typescript: { project: "tsconfig.json" } },
    "boundaries/elements": [
      element("common", "provider/{clock,map-limit}.ts"),
      ...providerFolders.map((name) => element(name, `provider/${name}/**`)),
      element("provider", "provider/*.ts"),
      ...["sdk", "emulator", "cli"].map((name) => element(name, `${name}/**`)),
    ],
  },
  rules: {
    "boundaries/no-unknown-files": "error",
    "boundaries/dependencies": [
      "error",
      {
        default: "disallow",
        checkAllOrigins: true,
        policies: [
          { allow: { to: { module: { origin: ["external", "core"] } } } },
          ...Object.entries(layers).map(([layer, imports]) => ({
            from: { element: { type: layer } },
            allow: to(layer, ...imports),
          })),
          // A program loads the SDK each time it runs: the HTTP client is loaded by the functions that need it.
          ...[{ kind: "type" }, { nodeKind: "dynamic-import" }].map((dependency) => ({
            from: { element: { type: "sdk" } },
            allow: { ...to("liveplatform", "common"), dependency },
          })),
          {
            from: { element: { type: "sdk" } },
            disallow: { to: { module: { origin: "external", source: ["axios", "zod", "@azure/*"] } } },
          },
          {
            from: { element: { type: "numbers" } },
            disallow: { to: { module: { origin: "external", source: ["axios", "zod", "@pulumi/*"] } } },
          },
          {
            from: { element: { type: "liveplatform" } },
            disallow: { to: { module: { origin: "external", source: "@pulumi/*" } } },
          },
        ],
      },
    ],
  },
};

const everywhere = {
  complexity: ["error", 12],
  eqeqeq: "error",
  "max-depth": ["error", 3],
  "max-lines": ["error", 220],
  "max-params": ["error", 4],
  "no-console": "error",
  "no-param-reassign": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
};

const typed = {
  "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
  "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
  "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
  "@typescript-eslint/no-import-type-side-effects": "off",
  "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
  "@typescript-eslint/prefer-readonly": "error",
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
};

export default tseslint.config(
  { ignores: ["dist/", "dist-*/", "coverage/", "**/node_modules/"] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" }, rules: everywhere },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: typed,
  },
  { files: packageFiles, rules: { "max-lines-per-function": ["error", 60] } },
  importDirection,
  {
    // Set-up runs before anything is installed: plain JavaScript, whose types tsc checks through JSDoc.
    files: ["**/*.mjs", "**/*.js"],
    extends: [tseslint.configs.strict],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
