const { default: Sequencer } = require("@jest/test-sequencer");

/** The projects whose files run the CLI. */
const SLOW = new Set(["long", "plugin-host-long", "engine", "plugin-host", "examples", "package"]);

/**
 * The order of the test files. Where no earlier run tells their times Jest goes by their sizes: a small file with many runs of the CLI
 * would come last, when the other workers have nothing left to do.
 */
module.exports = class SlowFirst extends Sequencer {
  /**
   * @override
   * @param {Parameters<Sequencer["sort"]>[0]} tests
   */
  async sort(tests) {
    const sorted = await super.sort(tests);
    return [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
  }
};

/** @param {Parameters<Sequencer["sort"]>[0][number]} test */
function isSlow({ context }) {
  return SLOW.has(context.config.displayName?.name ?? "");
}
