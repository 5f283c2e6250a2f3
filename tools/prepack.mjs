import { build } from "./build.mjs";
import { ensurePackages } from "./packages.mjs";
import { runMain } from "./terminal.mjs";

/** `npm pack` on a fresh clone packs a build of what is checked out, never an old one or none. */
await runMain(async () => {
  await ensurePackages();
  await build();
});
