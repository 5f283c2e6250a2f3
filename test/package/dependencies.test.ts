import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { start } from "../engine/support/running";

/** Licences that let whoever uses this package use, change and pass on what it needs, and ask for no more than their text. */
const ALLOWED = [
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC-BY-3.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Python-2.0",
  "(BSD-3-Clause AND Apache-2.0)",
];

/** Packages whose package.json does not say it, and what their licence file says. */
const READ_BY_HAND = ["@logdna/tail-file: SEE LICENSE IN LICENSE"]; // MIT

const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  peerDependencies: z.record(z.string(), z.string()),
});
const groupSchema = z.object({
  name: z.string(),
  bytes: z.number(),
  packages: z.array(
    z.object({ name: z.string(), version: z.string(), license: z.string(), hasInstallScript: z.boolean() }),
  ),
});
type Group = z.infer<typeof groupSchema>;

const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8")));
let groups: Group[];

beforeAll(async () => {
  const args = [join(repositoryRoot, "tools/dependencies.mjs"), "--json"];
  const { stdout } = await start(process.execPath, args, { cwd: repositoryRoot, env: process.env }).result;
  groups = z.array(groupSchema).parse(JSON.parse(stdout));
});

function named(name: string): Group {
  const group = groups.find((one) => one.name === name);
  if (group === undefined) throw new Error(`tools/dependencies.mjs lists no ${name}`);
  return group;
}

it("what the package needs has licences of the allowed list only", () => {
  const packages = groups.flatMap((group) => group.packages);
  expect(packages.length).toBeGreaterThan(200);
  const others = packages.filter(({ license }) => !ALLOWED.includes(license));
  expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual(READ_BY_HAND);
});

it("what the package needs runs no script of a package that it brings when it is installed", () => {
  const { packages } = named("pulumi-liveplatform");
  expect(packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(Object.keys(manifest.dependencies)),
  );
  expect(packages.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
});

it("what the package needs takes less than 27 MB beside @pulumi/pulumi, and none of @pulumi/pulumi's own packages twice", () => {
  const { bytes, packages } = named("pulumi-liveplatform");
  expect(bytes / 1_000_000).toBeLessThan(27);
  expect(packages.map(({ name }) => name)).not.toContain("@grpc/grpc-js");
});

it("what the package needs has a reason in the record of dependencies for each package that it names", () => {
  const record = readFileSync(join(repositoryRoot, "docs/decisions/0008-dependencies.md"), "utf8");
  const names = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)];
  expect(names.filter((name) => !record.includes(`\`${name}\``))).toEqual([]);
});

it("what the package needs lets a program have one @pulumi/pulumi: the program's own, from 3.200.0 on", () => {
  expect(manifest.dependencies).not.toHaveProperty("@pulumi/pulumi");
  expect(manifest.peerDependencies["@pulumi/pulumi"]).toBe("^3.200.0");
});
