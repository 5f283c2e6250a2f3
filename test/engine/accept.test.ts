import { LiveStack, OTHER_PROFILE, TENANT, succeeded } from "./support/live-stack";
import type { Result } from "./support/running";

let live: LiveStack;
afterEach(() => live.dispose());

/** In the folder of the exported project. */
function pulumi(...args: readonly string[]): Promise<Result> {
  return live.stack.run([...args, "--cwd", "exported"]);
}

it("drift that is accepted into an exported project is what the next up does not touch, for a number that left, one that moved and one that came", async () => {
  live = await LiveStack.create({ program: "" });
  const { portal } = live.emulator;
  portal.add(TENANT, "+61395556900..+61395556909");
  succeeded(await live.stack.command("export", "--tenant", TENANT, "--out", "exported"));
  succeeded(await pulumi("stack", "init", "dev"));
  succeeded(await pulumi("up", "--yes", "--skip-preview"));

  portal.remove(TENANT, "+61395556903");
  portal.reprofile("+61395556905", OTHER_PROFILE);
  portal.add(TENANT, "+61395556950");
  const held = live.held();
  expect((await live.stack.command("accept", "--dir", "exported", "--stack", "dev")).code).toBe(3);
  const accepted = succeeded(
    await live.stack.command("accept", "--dir", "exported", "--stack", "dev", "--yes"),
  );
  expect(accepted).toContain("  index.ts: written\n");

  const preview = succeeded(await pulumi("preview"));
  expect(preview).not.toMatch(/uploads|releases|repairs|new settings/);
  succeeded(await pulumi("up", "--yes", "--skip-preview"));
  expect(live.emulator.counts.writes).toBe(0);
  expect(live.held()).toEqual(held);
  succeeded(await pulumi("preview", "--expect-no-changes"));
  expect((await live.stack.command("accept", "--dir", "exported")).stdout).toContain("Nothing to accept");
});
