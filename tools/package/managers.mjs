import { writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { run } from "../terminal.mjs";

/**
 * @typedef {object} Order What a project is to have.
 * @property {string} tarball
 * @property {string} sdk The version of @pulumi/pulumi.
 */

/** @type {Record<string, (folder: string, order: Order) => Promise<void>>} */
export const managers = {
  npm: (folder, order) =>
    npx(folder, ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", ...wanted(order)]),
  pnpm: (folder, order) => npx(folder, ["pnpm@9", "add", ...wanted(order)]),
  yarn: (folder, order) => npx(folder, ["yarn@1.22.22", "add", "--silent", ...wanted(order)]),
  berry: (folder, order) => {
    // Without a lock of its own, a folder is taken for a part of a project above it.
    writeFileSync(join(folder, "yarn.lock"), "");
    writeFileSync(join(folder, ".yarnrc.yml"), "nodeLinker: node-modules\nenableTelemetry: false\n");
    return npx(folder, ["--package=@yarnpkg/cli-dist@4", "yarn", "add", ...wanted(order)]);
  },
};

/** @param {Order} order */
function wanted({ tarball, sdk }) {
  const own = `pulumi-liveplatform@file:${tarball}`;
  return [own, `@pulumi/pulumi@${sdk}`, "typescript@5.9", "@types/node@20", "tsx@4"];
}

/**
 * @param {string} folder
 * @param {readonly string[]} args
 */
function npx(folder, args) {
  const [first = "", ...rest] = args;
  const command = first === "npm" ? ["npm", ...rest] : ["npx", "--yes", ...args];
  return run(command[0] ?? "", command.slice(1), { cwd: folder, env: ownNodeFirst() });
}

/** The Node that runs this comes first, whatever is on PATH: that is the one to be tried. */
export function ownNodeFirst() {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return {
    ...Object.fromEntries(own),
    PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
  };
}
