import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";

import { privateFolder } from "../run/private-folder";

/** By then most of what a run needs has been called, and so compiled. */
const SETTLED_MS = 1000;

/**
 * Runs a CommonJS file with the code that V8 compiled when it ran here before: a bundle of 2 MB takes a third of the processor time to
 * start. The code lies in the user's private folder, under the hash of the file and of Node's version; where it cannot be read, is
 * another version's or is missing, the file is compiled as ever, and what comes of it is kept for the next time.
 */
export function runCompiled(file: string): void {
  const source = readFileSync(file, "utf8");
  const kept = placeOf(source);
  const cachedData = kept === undefined ? undefined : readIfThere(kept);
  const text = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  const script = new Script(text, { filename: file, ...(cachedData && { cachedData }) });
  if (kept !== undefined && (cachedData === undefined || script.cachedDataRejected === true)) {
    setTimeout(() => {
      keep(kept, script);
    }, SETTLED_MS).unref();
  }
  const run: unknown = script.runInThisContext();
  if (typeof run !== "function") throw new TypeError(`${file} is no CommonJS file`);
  const module = { exports: {} };
  Reflect.apply(run, module.exports, [module.exports, createRequire(file), module, file, dirname(file)]);
}

/** Undefined where the user has no folder that nobody else can write to. */
function placeOf(source: string): string | undefined {
  const hash = createHash("sha256").update(`${process.version} ${process.arch} `).update(source);
  try {
    return join(privateFolder(), `code-${hash.digest("hex").slice(0, 32)}`);
  } catch {
    return undefined;
  }
}

function readIfThere(kept: string): Buffer | undefined {
  try {
    return readFileSync(kept);
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another process may read it at this moment. Without it the next start is slower, and nothing else. */
function keep(kept: string, script: Script): void {
  const draft = `${kept}-${process.pid}`;
  try {
    writeFileSync(draft, script.createCachedData(), { mode: 0o600 });
    renameSync(draft, kept);
  } catch {
    // A full disk, a folder that has gone.
  }
}
