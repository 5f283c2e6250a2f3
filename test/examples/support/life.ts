import { TENANT, failed, succeeded } from "../../engine/support/live-stack";
import type { ExampleCopy } from "./example-copy";

/** The life of the example of one tenant, in whichever language: applied, drift in a plain preview, destroyed. */
export async function expectLife(example: ExampleCopy): Promise<void> {
  succeeded(await example.pulumi("stack", "init", "dev"));
  expect(succeeded(await example.pulumi("up", "--yes"))).toMatch(/count *: 51/);
  expect(example.emulator.numbers(TENANT)).toHaveLength(51);
  succeeded(await example.portal("remove", "+61395556903"));
  const drifted = failed(await example.pulumi("preview", "--diff", "--expect-no-changes"));
  expect(drifted).toMatch(/- \+61395556903: "missing"/);
  succeeded(await example.pulumi("destroy", "--yes", "--skip-preview"));
  expect(example.emulator.numbers()).toEqual([]);
}
