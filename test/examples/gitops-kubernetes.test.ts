import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import * as z from "zod";
import { TENANT, failed, succeeded } from "../engine/support/live-stack";
import { ExampleCopy } from "./support/example-copy";

/** The fields of the operator's `pulumi.com/v1` Stack that the example uses. Kubernetes drops what it does not know: here it fails. */
const stackSchema = z.strictObject({
  apiVersion: z.literal("pulumi.com/v1"),
  kind: z.literal("Stack"),
  metadata: z.strictObject({ name: z.string(), namespace: z.literal("telephone-numbers") }),
  spec: z.strictObject({
    stack: z.string(),
    useLocalStackOnly: z.literal(true),
    backend: z.string(),
    projectRepo: z.string(),
    repoDir: z.string(),
    branch: z.string(),
    shallow: z.boolean(),
    serviceAccountName: z.string(),
    preview: z.boolean().optional(),
    destroyOnFinalize: z.literal(false),
    continueResyncOnCommitMatch: z.boolean(),
    resyncFrequencySeconds: z.number().int().min(60).optional(),
    prerequisites: z.array(z.strictObject({ name: z.string() })).optional(),
    envRefs: z.record(
      z.string(),
      z.strictObject({ type: z.literal("Literal"), literal: z.strictObject({ value: z.string() }) }),
    ),
    updateTemplate: z.strictObject({ spec: z.strictObject({ expectNoChanges: z.boolean() }) }).optional(),
    workspaceTemplate: z.strictObject({
      spec: z.strictObject({
        image: z.string(),
        securityProfile: z.literal("restricted"),
        podTemplate: z.strictObject({
          metadata: z.strictObject({ labels: z.record(z.string(), z.string()) }),
        }),
      }),
    }),
  }),
});

let example: ExampleCopy;
beforeAll(async () => {
  example = await ExampleCopy.create("gitops-kubernetes");
  succeeded(await example.pulumi("stack", "init", "prod"));
});
afterAll(() => example.dispose());

function documents(file: string): unknown[] {
  const text = readFileSync(join(example.folder, "manifests", file), "utf8");
  return parseAllDocuments(text).map((document) => z.unknown().parse(document.toJS()));
}

const held = () => example.emulator.numbers(TENANT).length;

it("the example for the Pulumi Kubernetes Operator has one stack that applies commits and one that only looks, on the same state, by two identities", () => {
  const [apply, drift] = ["apply.yaml", "drift.yaml"].map(
    (file) => stackSchema.parse(documents(file)[0]).spec,
  );
  expect(apply).toMatchObject({ continueResyncOnCommitMatch: false, serviceAccountName: "numbers-writer" });
  expect(apply).not.toHaveProperty("preview");
  expect(drift).toMatchObject({
    preview: true,
    continueResyncOnCommitMatch: true,
    resyncFrequencySeconds: 86_400,
    serviceAccountName: "numbers-reader",
    prerequisites: [{ name: "numbers-prod" }],
    updateTemplate: { spec: { expectNoChanges: true } },
  });
  for (const key of ["stack", "backend", "projectRepo", "branch"] as const)
    expect(drift?.[key]).toBe(apply?.[key]);
  const labels = [apply, drift].map((spec) => spec?.workspaceTemplate.spec.podTemplate.metadata.labels);
  expect(labels).toEqual(Array(2).fill({ "azure.workload.identity/use": "true" }));
});

it("the example for the Pulumi Kubernetes Operator has just the accounts that its stacks name, and no secret", () => {
  const account = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });
  const identity = documents("identity.yaml").map((one) => account.parse(one));
  expect(identity.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    "Namespace telephone-numbers",
    "ServiceAccount numbers-writer",
    "ServiceAccount numbers-reader",
    "ClusterRoleBinding telephone-numbers:system:auth-delegator",
  ]);
});

it("the example for the Pulumi Kubernetes Operator applies, looks, and refuses a commit that has lost the allocation", async () => {
  succeeded(await example.pulumi("up", "--yes", "--skip-preview"));
  expect(held()).toBe(50);
  succeeded(await example.pulumi("preview", "--expect-no-changes"));
  example.emulator.portal.remove(TENANT, "+61395556905");
  failed(await example.pulumi("preview", "--expect-no-changes"));
  const file = join(example.folder, "index.ts");
  writeFileSync(file, "export const count = 0;\n");
  const refused = failed(await example.pulumi("up", "--yes", "--skip-preview"));
  expect(refused).toContain("protected");
  expect(held()).toBe(49);
});
