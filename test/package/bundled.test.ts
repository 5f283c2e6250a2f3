import { join } from "node:path";
import { build } from "esbuild";

import { repositoryRoot } from "../engine/support/pulumi-cli";

describe("a program that somebody bundles", () => {
  it("does not need @azure/identity for that, which only a sign-in at Entra loads", async () => {
    const { metafile } = await build({
      entryPoints: [join(repositoryRoot, "dist/sdk/index.js")],
      ...{ bundle: true, platform: "node", write: false, metafile: true },
      external: ["@pulumi/pulumi"],
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.some((file) => file.endsWith("entra-credential.js"))).toBe(true);
    expect(inputs.filter((file) => file.includes("@azure/"))).toEqual([]);
  });
});
