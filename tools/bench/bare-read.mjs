import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Reads the first page alone, since it tells how many there are, and then the others side by side. */
const READ = `
const { token, urls: [first, ...others] } = JSON.parse(process.argv[1]);
const read = async (url) => (await fetch(url, { headers: { authorization: "Bearer " + token } })).json();
const begun = performance.now();
read(first)
  .then(() => Promise.all(others.map(read)))
  .then(() => console.log((performance.now() - begun) / 1000));`;

/**
 * The pages of the list that a command has read, as addresses.
 *
 * @param {import("../../emulator/index.js").Emulator} emulator
 * @param {number} before How many requests there had been before the command.
 */
export function pagesRead(emulator, before) {
  return emulator.requests
    .slice(before)
    .filter(({ route }) => route === "listV3")
    .map(({ path, query }) => `${emulator.url}${path}?${new URLSearchParams(query)}`);
}

/**
 * Seconds that a process without any provider needs to read and parse the same pages.
 *
 * @param {string} token
 * @param {readonly string[]} urls At least one.
 */
export async function bareRead(token, urls) {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "-e",
    READ,
    JSON.stringify({ token, urls }),
  ]);
  return Number(stdout);
}
