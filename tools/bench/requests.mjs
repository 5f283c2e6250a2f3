/**
 * @typedef {object} Requests What reached the platform during one command.
 * @property {number} lists Pages of a tenant's list.
 * @property {number} gets GETs of one number.
 * @property {number} uploads
 * @property {number} releases
 * @property {number} polls GETs of a task.
 * @property {number} total All requests, those of other kinds among them.
 * @property {number} throttled Answered with 429.
 */

/**
 * Runs something and counts the requests that reach the emulator meanwhile.
 *
 * @template T
 * @param {import("../../emulator/index.js").Emulator} emulator
 * @param {() => Promise<T>} work
 * @returns {Promise<{ result: T, requests: Requests }>}
 */
export async function counting(emulator, work) {
  const before = emulator.counts;
  const result = await work();
  const after = emulator.counts;
  const throttled = emulator.requests.slice(before.requests).filter(({ status }) => status === 429).length;
  const requests = {
    lists: after.lists - before.lists,
    gets: after.numberGets - before.numberGets,
    uploads: after.uploads - before.uploads,
    releases: after.releases - before.releases,
    polls: after.taskPolls - before.taskPolls,
    total: after.requests - before.requests,
    throttled,
  };
  return { result, requests };
}
