import { join } from "node:path";
import { ensurePackages } from "./packages.mjs";
import { root, runMain, runNode, step } from "./terminal.mjs";

/** Random stories against the model of the engine, other ones each time, until the time is up or one fails. */
await runMain(async () => {
  const minutes = process.env["MODEL_MINUTES"] ?? "10";
  process.env["MODEL_MINUTES"] = minutes;
  process.env["MODEL_SEED"] ??= String(Date.now() % 0x7fffffff);
  await step("packages", ensurePackages);
  const jest = join(root, "node_modules", "jest", "bin", "jest.js");
  await step(`random stories for ${minutes} minutes`, () => runNode([jest, "--selectProjects", "model"]));
});
