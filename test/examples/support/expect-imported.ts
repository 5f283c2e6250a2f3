import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { TENANT, succeeded } from "../../engine/support/live-stack";
import { repositoryRoot } from "../../engine/support/pulumi-cli";
import { addTenBlocks } from "../../engine/support/ten-blocks";
import type { ExampleCopy } from "./example-copy";

/**
 * Imports ten allocations into a stack that has none. What the CLI writes of them becomes the program, in this file, and is
 * unchanged.
 *
 * @param edit what somebody changes in the text
 */
export async function expectImported(
  example: ExampleCopy,
  file: string,
  edit = (text: string) => text,
): Promise<void> {
  addTenBlocks(example.emulator);
  const { writes } = example.emulator.counts;
  const main = join(repositoryRoot, "dist/cli/main.js");
  const exported = [main, "export", "--tenant", TENANT, "--import-file"];
  succeeded(await example.run(process.execPath, exported));
  const out = ["--out", "generated", "--yes", "--protect=false"];
  expect(succeeded(await example.pulumi("import", "--file", "import.json", ...out))).toContain(
    "= 10 imported",
  );
  const place = join(example.folder, file);
  writeFileSync(place, edit(readFileSync(join(example.folder, "generated"), "utf8")));
  expect(succeeded(await example.pulumi("preview", "--expect-no-changes"))).toMatch(/1[12] unchanged/);
  expect(example.emulator.counts.writes).toBe(writes);
}
