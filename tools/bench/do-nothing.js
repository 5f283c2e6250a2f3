"use strict";

/**
 * What the engine runs of a do-nothing resource: it keeps its inputs and has no other method, so that the engine's
 * dynamic provider does what it does for every resource, and nothing else.
 */
let created = 0;

/** @param {Record<string, unknown>} inputs */
exports.create = (inputs) => {
  created += 1;
  return Promise.resolve({ id: `do-nothing-${process.pid}-${created}`, outs: inputs });
};

/**
 * @param {string} _id
 * @param {unknown} _olds
 * @param {Record<string, unknown>} news
 */
exports.update = (_id, _olds, news) => Promise.resolve({ outs: news });
