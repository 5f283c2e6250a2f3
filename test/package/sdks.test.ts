import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { succeeded } from "../engine/support/live-stack";
import { languageDir, pulumiBinDir, repositoryRoot } from "../engine/support/pulumi-cli";
import { start } from "../engine/support/running";

const PLUGIN = join(repositoryRoot, "dist/plugin/pulumi-resource-liveplatform");
const DYNAMIC_TYPE = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "plp-sdks-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** .NET is not among them: its generator downloads a picture from Pulumi's repository. */
const SDKS = [
  { language: "nodejs", file: "nodejs/ocNumberAllocation.ts", dir: pulumiBinDir },
  {
    language: "python",
    file: "python/pulumi_liveplatform/oc_number_allocation.py",
    dir: () => languageDir("python"),
  },
  { language: "go", file: "go/liveplatform/ocNumberAllocation.go", dir: () => languageDir("go") },
  {
    language: "java",
    file: "java/src/main/java/com/pulumi/liveplatform/OcNumberAllocation.java",
    dir: () => languageDir("java"),
  },
];

it.each(SDKS)(
  "pulumi package gen-sdk makes an SDK for $language of the plugin alone: it knows the dynamic provider's type as an alias, and says what drift needs",
  async ({ language, file, dir }) => {
    const env = {
      ...process.env,
      PATH: [dir(), pulumiBinDir(), process.env["PATH"] ?? ""].join(delimiter),
      PULUMI_HOME: join(folder, "home"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    const args = ["package", "gen-sdk", PLUGIN, "--language", language, "--out", folder];
    succeeded(await start(join(pulumiBinDir(), "pulumi"), args, { cwd: folder, env }).result);
    expect(existsSync(join(folder, file))).toBe(true);
    const text = readFileSync(join(folder, file), "utf8");
    expect(text).toContain(DYNAMIC_TYPE);
    expect(text).toContain("Every preview shows in");
    expect(text).not.toContain("refresh: always");
  },
);
