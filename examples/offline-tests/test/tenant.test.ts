import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { type Emulator, startEmulator } from "pulumi-liveplatform/emulator";
import { MS_TENANT_ID, declareNumbers } from "../program";

describe("the program against an emulated Live Platform", () => {
  let emulator: Emulator;
  let stack: Stack;
  const folder = mkdtempSync(join(tmpdir(), "offline-"));

  beforeAll(async () => {
    emulator = await startEmulator({ taskDurationMs: 100, acquireAfterMs: 0 });
    const program = {
      projectName: "liveplatform-offline-tests",
      stackName: "test",
      program: () => Promise.resolve(declareNumbers()),
    };
    stack = await LocalWorkspace.createOrSelectStack(program, {
      // Where the engine looks for pulumi-liveplatform: below node_modules of this folder or one above it.
      workDir: resolve(__dirname, ".."),
      pulumiHome: join(folder, "home"),
      envVars: {
        LIVEPLATFORM_BASE_URL: emulator.url,
        LIVEPLATFORM_TOKEN: emulator.token,
        LIVEPLATFORM_POLL_INTERVAL: "100ms",
        PULUMI_BACKEND_URL: `file://${folder}`,
        PULUMI_CONFIG_PASSPHRASE: "test",
      },
    });
  });

  afterAll(async () => {
    // Takes Pulumi.test.yaml away again.
    await stack.workspace.removeStack("test", { force: true });
    await emulator.close();
    rmSync(folder, { recursive: true });
  });

  it("gives the tenant its numbers, after which a preview has nothing to do", async () => {
    const { outputs } = await stack.up();
    expect(outputs["counts"]?.value).toEqual({ sydney: 51, melbourne: 20 });
    expect(emulator.numbers(MS_TENANT_ID)).toHaveLength(71);

    const { changeSummary } = await stack.preview();
    expect(changeSummary).toEqual({ same: 3 });
  });

  it("notices a number that somebody has removed in the portal, and repairs it", async () => {
    emulator.portal.remove(MS_TENANT_ID, "+61395558003");
    const { stdout } = await stack.preview({ diff: true });
    expect(stdout).toContain('+61395558003: "missing"');

    await stack.up();
    expect(emulator.uploadsOf("+61395558003")).toBe(2);
    expect(emulator.counts.numbersReleased).toBe(0);
  });

  it("releases every number when it is destroyed", async () => {
    await stack.destroy();
    expect(emulator.numbers(MS_TENANT_ID)).toHaveLength(0);
  });
});
