import { manyAllocations, oneAllocation, scattered } from "./shapes.mjs";

/** @typedef {"first up" | "no-op preview" | "no-op up" | "refresh" | "one number changed" | "destroy"} Stage */

/**
 * @typedef {object} Scenario
 * @property {string} id
 * @property {string} shape In words.
 * @property {number} numbers How many the program declares.
 * @property {number} tenants
 * @property {readonly import("./shapes.mjs").Allocation[]} allocations
 * @property {number} [others] Numbers that the first tenant holds besides.
 * @property {boolean} quickTasks The first up meets tasks of 0.1 s and may send 1,000 requests a second.
 * @property {number} [parallel] How many resources a first up and a destroy work on at once; Pulumi's default where undefined.
 * @property {Partial<Record<Stage, number>>} repeats How often a stage is run, by each kind of program.
 * @property {number} estimate Seconds on a machine of two cores with nothing else to do.
 */

const ONCE = { "first up": 1, "no-op preview": 3, refresh: 1, "one number changed": 1 };

/**
 * @param {string} id
 * @param {string} shape
 * @param {Pick<Scenario, "allocations" | "estimate"> & Partial<Scenario>} rest
 * @returns {Scenario}
 */
function scenario(id, shape, rest) {
  return { id, shape, numbers: 0, tenants: 1, quickTasks: true, repeats: ONCE, ...rest };
}

/**
 * @param {number} numbers
 * @param {number} allocations
 * @param {Omit<Partial<Scenario>, "estimate" | "tenants"> & { estimate: number, tenants?: number }} rest
 */
function sites(numbers, allocations, { tenants = 1, ...rest }) {
  const many = tenants === 1 ? "" : ` in ${tenants} tenants`;
  return scenario(
    `sites-${numbers}-${allocations}-${tenants}`,
    `${count(allocations)} allocations of ${count(numbers / allocations)}${many}`,
    { numbers, tenants, allocations: manyAllocations(numbers, { allocations, tenants }), ...rest },
  );
}

/**
 * @param {number} numbers
 * @param {number} ranges
 * @param {{ estimate: number } & Partial<Scenario>} rest
 */
function single(numbers, ranges, rest) {
  return scenario(`single-${numbers}`, `1 allocation of ${count(numbers)} in ${ranges} ranges`, {
    numbers,
    allocations: oneAllocation(numbers, ranges),
    ...rest,
  });
}

/** The scenario that most targets are about; it meets the emulator and the provider with all their default settings. */
export const HEADLINE = "sites-10000-100-1";
export const TEN_SITES = "sites-10000-10-1";
export const ONE_OF_10_000 = "single-10000";
const TENANT_OF_100_000 = "few-of-100000";

/** @returns {Scenario[]} */
export function fullPlan() {
  return [
    sites(100, 100, { estimate: 70 }),
    sites(1_000, 100, { estimate: 70 }),
    sites(10_000, 100, {
      others: 10,
      quickTasks: false,
      parallel: 100,
      repeats: {
        "first up": 1,
        "no-op preview": 9,
        "no-op up": 1,
        refresh: 3,
        "one number changed": 1,
        destroy: 1,
      },
      estimate: 310,
    }),
    sites(100_000, 100, { estimate: 110 }),
    single(10_000, 100, { quickTasks: false, repeats: { ...ONCE, destroy: 1 }, estimate: 90 }),
    sites(10_000, 10, { repeats: { "first up": 1, "no-op preview": 1 }, estimate: 20 }),
    sites(10_000, 1_000, { repeats: { "first up": 1, "no-op preview": 1 }, estimate: 120 }),
    sites(10_000, 100, { tenants: 10, repeats: { "first up": 1, "no-op preview": 1 }, estimate: 30 }),
    sites(10_000, 100, { tenants: 100, repeats: { "first up": 1, "no-op preview": 1 }, estimate: 40 }),
    scenario("scattered-10000", "1 allocation of 10,000 scattered numbers", {
      numbers: 10_000,
      allocations: scattered(10_000),
      estimate: 60,
    }),
    scenario(TENANT_OF_100_000, "1 allocation of 10 in a tenant of 100,000", {
      numbers: 10,
      others: 99_990,
      allocations: oneAllocation(10, 1),
      repeats: { ...ONCE, "no-op preview": 1, destroy: 1 },
      estimate: 45,
    }),
  ];
}

/** @returns {Scenario[]} */
export function quickPlan() {
  const repeats = { "first up": 1, "no-op preview": 1, "one number changed": 1 };
  return [sites(100, 10, { repeats, estimate: 25 }), sites(1_000, 10, { repeats, estimate: 25 })];
}

/** @param {number} value */
export function count(value) {
  return value.toLocaleString("en-US");
}
