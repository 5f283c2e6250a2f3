/**
 * Preloaded in the processes of a test's stack. As it starts, @pulumi/pulumi loads what serialises functions (the TypeScript
 * compiler, npm's Arborist), what drives other CLIs, what sends traces, and what finds the TypeScript lines of stack traces.
 * Neither the tests' programs nor the provider need any of this: half a second in each of three processes a command, the
 * greater part of what the suite would take. Here all of it is loaded when first used.
 */
const Module = require("node:module");

const RARELY_USED = new Set([
  "@logdna/tail-file",
  "@npmcli/arborist",
  "execa",
  "js-yaml",
  "normalize-package-data",
  "source-map-support/register",
  "typescript",
]);
/** Takes the classes and functions of tracing out of their modules as it is loaded. */
const TRACING = /[\\/]cmd[\\/]run[\\/]tracing\.js$/;
const load = Module.prototype.require;

/**
 * @this {NodeJS.Module}
 * @param {string} id
 */
function loadLate(id) {
  const loadNow = () => load.call(this, id);
  if (RARELY_USED.has(id)) return whenUsed(loadNow);
  const traces = TRACING.test(this.filename) && id.startsWith("@opentelemetry/");
  return traces ? partsWhenUsed(loadNow) : loadNow();
}

/**
 * Stands for a module, whether its importer takes it as a namespace, by its default export, as a function or as a class.
 *
 * @param {() => any} loadNow
 * @param {(key: PropertyKey) => any} member
 */
function whenUsed(loadNow, member = (key) => loadNow()[key]) {
  return new Proxy(class {}, {
    get: (_, key) => {
      // Compiled imports ask this first, and then take the module as it is.
      if (key === "__esModule") return true;
      return key === "default" ? whenUsed(() => defaultOf(loadNow())) : member(key);
    },
    apply: (_, self, args) => Reflect.apply(loadNow(), self, args),
    construct: (_, args) => Reflect.construct(loadNow(), args),
  });
}

/**
 * Stands for a module whose members are classes and functions, and for these.
 *
 * @param {() => any} loadNow
 */
function partsWhenUsed(loadNow) {
  return whenUsed(loadNow, (key) => whenUsed(() => loadNow()[key]));
}

/** @param {any} module */
function defaultOf(module) {
  return module.__esModule ? module.default : module;
}

Module.prototype.require = Object.assign(loadLate, load);
