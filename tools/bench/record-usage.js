"use strict";

/**
 * Loaded into every Node process of a command (NODE_OPTIONS). In the provider's process it keeps the peak of resident
 * memory, in KB, and the seconds of processor time in a file of its own. The engine may end that process without notice,
 * hence the timer; and the file is written over in place, since one that is emptied first might stay empty.
 */
const { openSync, writeSync } = require("node:fs");
const { join } = require("node:path");

const EVERY_MS = 50;
const folder = process.env["BENCH_USAGE_FOLDER"];

if (folder !== undefined && process.argv.some((argument) => argument.includes("dynamic-provider"))) {
  const file = openSync(join(folder, `${process.pid}`), "w");
  const record = () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeSync(file, `${maxRSS} ${(userCPUTime + systemCPUTime) / 1e6}`.padEnd(40), 0);
  };
  record();
  setInterval(record, EVERY_MS).unref();
  process.once("exit", record);
}
