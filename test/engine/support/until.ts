import { setTimeout as delay } from "node:timers/promises";

const LOOK_EVERY_MS = 10;
const LONGEST_MS = 60_000;

/** Resolves once this is so; rejects, naming it, where that takes longer than a minute. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  const start = performance.now();
  while (!isSo()) {
    if (performance.now() - start > LONGEST_MS) throw new Error(`Waited in vain until ${what}.`);
    await delay(LOOK_EVERY_MS);
  }
}
