/**
 * Preloaded in the processes of a test's stack. @pulumi/pulumi loads the TypeScript compiler and npm's Arborist as it
 * starts, for serialising functions, which neither the tests' programs nor the provider do: 0.4 s in each of three
 * processes a command, the greater part of what the suite would take. Here both are loaded when first used.
 */
const Module = require("node:module");

const RARELY_USED = new Set(["typescript", "@npmcli/arborist"]);
const load = Module.prototype.require;

/**
 * @this {NodeJS.Module}
 * @param {string} id
 */
function loadLate(id) {
  const loadNow = () => load.call(this, id);
  return RARELY_USED.has(id) ? whenUsed(loadNow) : loadNow();
}

/**
 * Stands for a CommonJS module whose export is an object or a class.
 *
 * @param {() => any} loadNow
 */
function whenUsed(loadNow) {
  return new Proxy(class {}, {
    // Asked by importers of either kind of module, so it is no use yet.
    get: (_, key) => (key === "__esModule" ? undefined : loadNow()[key]),
    construct: (_, args) => Reflect.construct(loadNow(), args),
  });
}

Module.prototype.require = Object.assign(loadLate, load);
