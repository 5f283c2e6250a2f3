import { resolve } from "node:path";
import { pulumiBinDir, repositoryRoot } from "../engine/support/pulumi-cli";
import { start } from "../engine/support/running";

const REMOVED = "+61395556907";

it("npm run quickstart -- --stay waits with the numbers in place, while a person makes drift and has it shown and repaired", async () => {
  const env = { ...process.env, PATH: `${pulumiBinDir()}:${process.env["PATH"] ?? ""}` };
  const script = resolve(repositoryRoot, "tools/quickstart.mjs");
  const tour = start(process.execPath, [script, "--stay"], { cwd: repositoryRoot, env, typed: true });
  await tour.waitForOutput(/Type here:/);
  const [, url = ""] = /export LIVEPLATFORM_BASE_URL=(\S+)/.exec(tour.output()) ?? [];
  const [, token = ""] = /export LIVEPLATFORM_TOKEN=(\S+)/.exec(tour.output()) ?? [];
  const removal = await fetch(url.replace("/tenantui", "/_emulator/portal/remove"), {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ numbers: REMOVED }),
  });
  expect(removal.status).toBe(200);

  tour.child.stdin?.write("preview\n");
  await tour.waitForOutput(new RegExp(`\\${REMOVED}.*missing`));
  tour.child.stdin?.write("up\nend\n");
  const { code, output } = await tour.result;
  expect(output.match(/\$ pulumi up/g)).toHaveLength(3);
  expect(output.match(/\$ .*pulumi destroy/g)).toHaveLength(1);
  expect(output).toContain("The emulator is gone, with all that it held.");
  expect(code).toBe(0);
});
