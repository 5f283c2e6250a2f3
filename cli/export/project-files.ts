import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as z from "zod";

/** The version of this package, and of @pulumi/pulumi that it asks for. */
interface Versions {
  readonly own: string;
  readonly pulumi: string;
}

const manifest = z.object({
  version: z.string(),
  peerDependencies: z.object({ "@pulumi/pulumi": z.string() }),
});

/** What a project needs beside its program: written once, and from then on the user's own. By file name. */
export function projectFiles(msTenantId: string): ReadonlyMap<string, string> {
  const name = projectName(msTenantId);
  return new Map([
    ["Pulumi.yaml", projectYaml(name, msTenantId)],
    ["package.json", packageJson(name, readVersions())],
    ["tsconfig.json", json(TSCONFIG)],
    [".gitignore", "node_modules/\n"],
  ]);
}

/** `liveplatform-3bc57cac`: the project, and the folder where none is given. */
export function projectName(msTenantId: string): string {
  return `liveplatform-${msTenantId.slice(0, 8)}`;
}

function projectYaml(name: string, msTenantId: string): string {
  return [
    `name: ${name}`,
    `description: The telephone numbers of tenant ${msTenantId} on Live Platform`,
    "runtime: nodejs",
    "# Look at the tenant before every preview and up: that is what shows what others have changed.",
    "options:",
    "  refresh: always",
    "",
  ].join("\n");
}

function packageJson(name: string, { own, pulumi }: Versions): string {
  return json({
    name,
    private: true,
    dependencies: { "@pulumi/pulumi": pulumi, "pulumi-liveplatform": `^${own}` },
    devDependencies: { "@types/node": "^20.19.43", typescript: "5.9" },
  });
}

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    target: "ES2022",
    module: "Node16",
    moduleResolution: "Node16",
    esModuleInterop: true,
    resolveJsonModule: true,
    // The declarations of @pulumi/pulumi take ten times as long to check as the program.
    skipLibCheck: true,
    types: ["node"],
    noEmit: true,
  },
  include: ["*.ts"],
};

function json(value: object): string {
  // As prettier writes it: a list of one word stays on its line.
  return `${JSON.stringify(value, null, 2).replace(/\[\n\s+("[^"]*")\n\s+\]/g, "[$1]")}\n`;
}

/** By the package's own name, which leads to the same file from the sources and from what is built of them. */
function readVersions(): Versions {
  const file = createRequire(__filename).resolve("pulumi-liveplatform/package.json");
  const { version, peerDependencies } = manifest.parse(JSON.parse(readFileSync(file, "utf8")));
  return { own: version, pulumi: peerDependencies["@pulumi/pulumi"] };
}
