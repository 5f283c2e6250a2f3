import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TENANT, failed, succeeded } from "../engine/support/live-stack";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { ExampleCopy } from "./support/example-copy";

it("the example with numbers from a CSV file declares nothing while there is a mistake, then all, and no difference when the sheet is sorted", async () => {
  const example = await ExampleCopy.create("numbers-from-csv");
  try {
    succeeded(await example.pulumi("stack", "init", "dev"));
    const options = ["--config", "liveplatform-numbers-from-csv:file=numbers-with-mistakes.csv"];
    const refused = failed(await example.pulumi("up", "--yes", "--skip-preview", ...options));
    expect(refused).toContain("Mistakes in numbers-with-mistakes.csv, nothing is declared:");
    expect(refused).toContain("line 11, column A (Number): +61395556880 is on line 2 already");
    expect(refused).not.toMatch(/^\s+at /m);
    expect(example.emulator.counts.numbersUploaded).toBe(0);

    const config = ["--config", "liveplatform-numbers-from-csv:file=numbers.csv"];
    succeeded(await example.pulumi("up", "--yes", "--skip-preview", ...config));
    expect(example.emulator.numbers(TENANT)).toHaveLength(104);

    const [header = "", ...rows] = readFileSync(join(repositoryRoot, "examples/numbers-from-csv/numbers.csv"))
      .toString()
      .split("\r\n");
    writeFileSync(
      join(example.folder, "numbers.csv"),
      [header, ...rows.slice(0, 5).reverse(), ...rows.slice(5)].join("\r\n"),
    );
    succeeded(await example.pulumi("preview", "--expect-no-changes"));
  } finally {
    await example.dispose();
  }
});
