import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} Allocation What one resource of the program declares, ours or do-nothing.
 * @property {string} name
 * @property {Args} args
 *
 * @typedef {object} Args
 * @property {string} msTenantId
 * @property {string} callingProfile
 * @property {string} usage
 * @property {string[]} capabilities
 * @property {string[]} [phoneNumbers]
 * @property {{ start: string, end: string }[]} [phoneNumberRanges]
 */

/** The calling profile of the emulator's default seed. */
const PROFILE = "ab86ef82-ce9e-4ead-befb-4aa954b64872";
const FIRST_NUMBER = 61_395_000_000;
/** Beyond all that the shapes declare: a changed program has the first of these. */
const SPARE_NUMBER = FIRST_NUMBER + 900_000;

/** @param {number} offset */
const number = (offset) => `+${FIRST_NUMBER + offset}`;

/**
 * A tenant's id, in the form of the service's documented ones.
 *
 * @param {number} index
 */
export function tenantId(index) {
  return `3bc57cac-5794-457f-ad36-${index.toString(16).padStart(12, "0")}`;
}

/**
 * One allocation of `count` numbers in `ranges` runs that do not touch.
 *
 * @param {number} count
 * @param {number} ranges
 * @returns {Allocation[]}
 */
export function oneAllocation(count, ranges) {
  return [{ name: "numbers", args: { ...settings(0), phoneNumberRanges: runs(0, count / ranges, ranges) } }];
}

/**
 * `count` numbers in as many allocations of one run each, spread over the tenants in turn.
 *
 * @param {number} count
 * @param {{ allocations: number, tenants?: number, tenant?: number, from?: number }} options `tenant`: the index of the first tenant;
 *   `from`: how far the first number is from the first of all.
 * @returns {Allocation[]}
 */
export function manyAllocations(count, { allocations, tenants = 1, tenant = 0, from = 0 }) {
  const size = count / allocations;
  return Array.from({ length: allocations }, (_, index) => {
    const offset = from + index * (size + 1);
    const numbers =
      size === 1 ? { phoneNumbers: [number(offset)] } : { phoneNumberRanges: runs(offset, size, 1) };
    return { name: `site-${index}`, args: { ...settings(tenant + (index % tenants)), ...numbers } };
  });
}

/**
 * One allocation of single numbers no two of which are neighbours.
 *
 * @param {number} count
 * @returns {Allocation[]}
 */
export function scattered(count) {
  const phoneNumbers = Array.from({ length: count }, (_, index) => number(index * 2));
  return [{ name: "numbers", args: { ...settings(0), phoneNumbers } }];
}

/**
 * The same program with its last number exchanged for another one.
 *
 * @param {readonly Allocation[]} allocations
 * @returns {Allocation[]}
 */
export function withOneChange(allocations) {
  const last = allocations.at(-1);
  if (last === undefined) return [];
  return [...allocations.slice(0, -1), { ...last, args: exchanged(last.args) }];
}

/** @param {Args} args */
function exchanged({ phoneNumbers = [], phoneNumberRanges = [], ...rest }) {
  const spare = `+${SPARE_NUMBER}`;
  const range = phoneNumberRanges.at(-1);
  if (range === undefined) return { ...rest, phoneNumbers: [...phoneNumbers.slice(0, -1), spare] };
  const shorter = { ...range, end: `+${Number(range.end.slice(1)) - 1}` };
  return { ...rest, phoneNumbers: [spare], phoneNumberRanges: [...phoneNumberRanges.slice(0, -1), shorter] };
}

/** @param {number} tenant */
function settings(tenant) {
  return {
    msTenantId: tenantId(tenant),
    callingProfile: PROFILE,
    usage: "CallingUserAssignment",
    capabilities: ["InboundCalling", "OutboundCalling"],
  };
}

/**
 * @param {number} offset
 * @param {number} size
 * @param {number} count
 */
function runs(offset, size, count) {
  return Array.from({ length: count }, (_, index) => {
    const start = offset + index * (size + 1);
    return { start: number(start), end: number(start + size - 1) };
  });
}

/** @typedef {"ours" | "plugin" | "yaml" | "do-nothing"} Kind `yaml`: the plugin in a YAML program. */

const PROVIDER = join(dirname(fileURLToPath(import.meta.url)), "do-nothing.js");

/**
 * The text of a program (CommonJS) that declares the allocations in allocations.json beside it. All kinds hand the same
 * inputs to the engine; a do-nothing resource is registered exactly as ours is, with a constant provider text.
 *
 * @param {Kind} kind
 */
export function programText(kind) {
  const entry = kind === "plugin" ? "pulumi-liveplatform/plugin" : "pulumi-liveplatform";
  const ours = `const { OcNumberAllocation: Resource } = require("${entry}");`;
  const text = `exports.handler = () => require(${JSON.stringify(PROVIDER)});`;
  const doNothing = `const pulumi = require("@pulumi/pulumi");
class Resource extends pulumi.CustomResource {
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/bench:DoNothing", name, { ...args, __provider: ${JSON.stringify(text)} });
  }
}`;
  return `${kind === "do-nothing" ? doNothing : ours}
for (const { name, args } of require("./allocations.json")) new Resource(name, args);
`;
}

/** The emulator's own seed with as many tenants as are wanted. @param {number} tenants */
export function seedOf(tenants) {
  /** @type {typeof import("../../emulator/index.js")} */
  const { DEFAULT_SEED } = createRequire(import.meta.url)("../../dist/emulator/index.js");
  return {
    ...DEFAULT_SEED,
    tenants: Array.from({ length: tenants }, (_, index) => ({ msTenantId: tenantId(index) })),
  };
}
