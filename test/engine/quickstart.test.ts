import { resolve } from "node:path";
import { pulumiBinDir, repositoryRoot } from "./support/pulumi-cli";
import { start } from "./support/running";
import { QUICK } from "./support/stack-folder";

it("the quickstart goes through its five steps with the real CLI, and each comes out as told", async () => {
  const env = { ...process.env, ...QUICK, PATH: `${pulumiBinDir()}:${process.env["PATH"] ?? ""}` };
  const quickstart = start(process.execPath, [resolve(repositoryRoot, "tools/quickstart.mjs")], {
    cwd: repositoryRoot,
    env,
  });
  const { ok, output } = await quickstart.result;
  expect(output).toContain("All of it went as told");
  expect(output).toContain("LIVEPLATFORM_BASE_URL=https://YOUR-HOST/tenantui");
  expect(output).not.toMatch(/emulator-[0-9a-f]{8}/);
  expect(ok).toBe(true);
});
