import boundaries from "eslint-plugin-boundaries";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

const providerFolders = [
  ...["numbers", "liveplatform", "config", "engine", "run"],
  ...["tenant", "state", "writes", "allocation"],
];
const packageFiles = ["sdk/**/*.ts", "provider/**/*.ts", "emulator/**/*.ts", "cli/**/*.ts"];

/** The folders of the package, and what each may import besides itself. Whatever is not listed is an error. */
const layers = {
  numbers: [],
  liveplatform: ["numbers"],
  config: ["numbers", "liveplatform"],
  engine: [],
  run: ["numbers"],
  tenant: ["numbers", "liveplatform"],
  state: ["numbers", "run", "tenant"],
  writes: ["numbers", "liveplatform", "config", "engine", "run", "tenant", "state"],
  allocation: ["numbers", "liveplatform", "config", "engine", "run", "tenant", "state", "writes"],
  common: ["numbers", "liveplatform"],
  host: [...providerFolders, "data-sources"],
  "data-sources": ["numbers", "liveplatform"],
  dynamic: ["host", "engine", "state"],
  plugin: ["host", "data-sources", ...providerFolders],
  sdk: ["numbers", "config", "run", "data-sources"],
  emulator: [],
  cli: [...providerFolders, "sdk", "emulator"],
};

/** What every folder of the provider needs, and what programs need of a folder; and who may import it. */
const common = {
  pattern: "provider/{state/properties,common/*}.ts",
  users: ["host", "dynamic", "plugin", "data-sources", ...providerFolders.slice(1), "sdk", "cli"],
};

/** @param {string} type @param {string} pattern */
const element = (type, pattern) => ({ type, pattern, partialMatch: false });
/** @param {...string} types */
const from = (...types) => ({ from: { element: { types: { anyOf: types } } } });
/** @param {...string} types */
const to = (...types) => ({ to: { element: { types: { anyOf: types } } } });
/** @param {...string} source */
const toPackage = (...source) => ({ to: { module: { origin: "external", source } } });
const toCommon = { to: { file: { categories: "common" } } };

const importDirection = {
  files: packageFiles,
  plugins: { boundaries },
  settings: {
    "import/resolver": { typescript: { project: "tsconfig.json" } },
    "boundaries/files": [{ category: "common", pattern: common.pattern }],
    "boundaries/elements": [
      ...providerFolders.map((name) => element(name, `provider/${name}`)),
      ...["common", "host", "dynamic", "plugin", "data-sources"].map((name) =>
        element(name, `provider/${name}`),
      ),
      ...["sdk", "emulator", "cli"].map((name) => element(name, name)),
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
            ...from(layer),
            allow: to(layer, ...imports),
          })),
          { ...from(...common.users), allow: toCommon },
          // A program loads the SDK each time it runs: the HTTP client is loaded by the functions that need it.
          { ...from("sdk"), allow: { ...to("liveplatform"), dependency: { kind: "type" } } },
          { ...from("sdk"), allow: { ...to("liveplatform"), dependency: { nodeKind: "dynamic-import" } } },
          { ...from("sdk"), disallow: toPackage("axios", "zod", "@azure/*") },
          { ...from("numbers"), disallow: toPackage("axios", "zod", "@pulumi/*") },
          // The API's client is to serve hosts other than Pulumi's dynamic providers.
          { ...from("liveplatform"), disallow: toPackage("@pulumi/*") },
        ],
      },
    ],
  },
};

/** One order of imports, so that nobody thinks of it: Node, packages, then the project's own from far to near. */
/** Of a namespace a bundler keeps what is used; the object `z` has the messages of fifty languages. */
const wholeZod = {
  selector: "ImportDeclaration[source.value='zod'] > :matches(ImportSpecifier, ImportDefaultSpecifier)",
  message: 'Write import * as z from "zod".',
};

const imports = {
  files: ["**/*.ts", "**/*.mjs"],
  plugins: { "import-x": importX },
  settings: { "import-x/parsers": { "@typescript-eslint/parser": [".ts"] } },
  rules: {
    "import-x/no-duplicates": ["error", { "prefer-inline": true }],
    "no-restricted-syntax": ["error", wholeZod],
    "import-x/order": [
      "error",
      {
        groups: ["builtin", "external", ["parent", "sibling", "index"]],
        alphabetize: { order: "asc" },
        named: true,
        "newlines-between": "ignore",
      },
    ],
  },
};

const everywhere = {
  complexity: ["error", 12],
  curly: ["error", "multi-or-nest", "consistent"],
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

/** A text, a figure or a list that a module fixes once. */
const constants = {
  "@typescript-eslint/naming-convention": [
    "error",
    {
      selector: "variable",
      modifiers: ["const", "global"],
      types: ["boolean", "number", "string", "array"],
      format: ["UPPER_CASE"],
    },
  ],
};

export default tseslint.config(
  { ignores: ["dist/", "dist-*/", "coverage/", "**/node_modules/"] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" }, rules: everywhere },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    // Named, they are read once: what serves an editor takes an eighth longer.
    languageOptions: { parserOptions: { project: ["tsconfig.json", "emulator/page/tsconfig.json"] } },
    rules: typed,
  },
  { files: packageFiles, rules: { "max-lines-per-function": ["error", 60], ...constants } },
  { files: packageFiles, rules: { "import-x/no-cycle": ["error", { ignoreExternal: true }] } },
  {
    // Loaded late and at once; a bundler sees a plain require, and no other form of it.
    files: ["provider/numbers/numbering-plans.ts"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  imports,
  importDirection,
  {
    // Set-up runs before anything is installed: plain JavaScript, whose types tsc checks through JSDoc.
    files: ["**/*.mjs", "**/*.js"],
    extends: [tseslint.configs.strict],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
