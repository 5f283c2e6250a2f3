import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { TENANT, succeeded } from "../engine/support/live-stack";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import type { Result } from "../engine/support/running";
import { ExampleCopy } from "./support/example-copy";

const job = z.looseObject({
  before_script: z.array(z.string()),
  script: z.array(z.string()),
  id_tokens: z.record(z.string(), z.object({ aud: z.string() })),
  resource_group: z.string().optional(),
});
const pipeline = z.object({ preview: job, drift: job, apply: job });
type Job = keyof z.infer<typeof pipeline>;

/** The remote repository, and the commit of its default branch. */
let remote: string;
let commit: string;
let example: ExampleCopy;
let jobs: z.infer<typeof pipeline>;
beforeAll(async () => {
  example = await ExampleCopy.create("gitops-gitlab");
  jobs = pipeline.parse(parse(checkedByGitlabCiLocal()));
  succeeded(await example.pulumi("stack", "init", "prod"));
  remote = join(example.folder, ".remote");
  mkdirSync(remote);
  git("init", "--quiet", "--initial-branch=main");
  commit = merged();
});
afterAll(() => example.dispose());

function git(...args: string[]): string {
  const author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  return execFileSync("git", [...author, ...args], { cwd: remote, encoding: "utf8", stdio: "pipe" }).trim();
}

/** A new commit of the default branch. */
function merged(): string {
  git("commit", "--quiet", "--allow-empty", "--message=numbers");
  return git("rev-parse", "HEAD");
}

/** The pipeline with all that it extends, once it has passed GitLab's own schema. Throws where it does not. */
function checkedByGitlabCiLocal(): string {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: example.folder, stdio: "pipe" });
  git("init", "--quiet");
  git("remote", "add", "origin", "git@gitlab.example.com:acme/numbers.git");
  const command = join(repositoryRoot, "node_modules/gitlab-ci-local/src/index.js");
  return execFileSync(process.execPath, [command, "--preview"], {
    cwd: example.folder,
    encoding: "utf8",
    stdio: "pipe",
  });
}

/** Runs the script of a job as GitLab's runner does, without the installation of packages. */
function run(name: Job, variables: Readonly<Record<string, string>> = {}): Promise<Result> {
  const [, ...before] = jobs[name].before_script;
  const script = join(example.folder, ".script.sh");
  writeFileSync(script, [...before, ...jobs[name].script].join("\n"));
  return example.run("bash", ["-eo", "pipefail", script], {
    // In place of Azure: a state in a folder, and a token of the emulator's.
    PULUMI_STACK: "prod",
    ENTRA_IDENTITY: "the.job.identity",
    AZURE_FEDERATED_TOKEN_FILE: join(example.folder, ".identity"),
    MAX_RELEASES: "",
    ADOPT_INTERRUPTED: "",
    CI_REPOSITORY_URL: remote,
    CI_DEFAULT_BRANCH: "main",
    CI_COMMIT_SHA: commit,
    ...variables,
  });
}

function declareUpTo(end: string): void {
  const file = join(example.folder, "index.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace(/end: "[^"]*"/, `end: "${end}"`));
}

const report = () => readFileSync(join(example.folder, "report.md"), "utf8");
const held = () => example.emulator.numbers(TENANT).length;

it("the pipeline of the example for GitLab installs packages before all else, has an identity for Entra, and does one thing at a time", () => {
  for (const one of Object.values(jobs)) {
    expect(one.before_script[0]).toMatch(/^npm ci /);
    expect(one.id_tokens).toEqual({ ENTRA_IDENTITY: { aud: "api://AzureADTokenExchange" } });
  }
  expect([jobs.preview, jobs.drift, jobs.apply].map((one) => one.resource_group)).toEqual([
    undefined,
    "numbers-prod",
    "numbers-prod",
  ]);
});

it("the pipeline of the example for GitLab applies what is merged, with an identity that only the job reads, and finds nothing to do afterwards", async () => {
  succeeded(await run("apply"));
  expect(held()).toBe(50);
  expect(report()).toContain("**50 uploaded**");
  const identity = join(example.folder, ".identity");
  expect(readFileSync(identity, "utf8")).toBe("the.job.identity");
  expect(statSync(identity).mode & 0o777).toBe(0o600);
  succeeded(await run("drift"));
  expect(report()).toContain("nothing to do");
});

it("the pipeline of the example for GitLab reports on a merge request, and fails where the preview does, unless a label allows the releases", async () => {
  declareUpTo("+61395556939");
  const refused = await run("preview", { LIVEPLATFORM_MAX_RELEASES: "9" });
  expect(refused.code).toBe(4);
  expect(report()).toContain("LIVEPLATFORM\\_MAX\\_RELEASES=10");
  const labels = { CI_MERGE_REQUEST_LABELS: "urgent,max-releases::10,voice" };
  succeeded(await run("preview", { LIVEPLATFORM_MAX_RELEASES: "9", ...labels }));
  expect(report()).toContain("| **released** | 10 | `+61395556940..+61395556949` |");
  expect(held()).toBe(50);
});

it("the pipeline of the example for GitLab releases as many as the variable of a run allows", async () => {
  const nonsense = await run("apply", { MAX_RELEASES: "ten" });
  expect(nonsense.code).toBe(1);
  expect(nonsense.output).toContain("MAX_RELEASES: expected a number, not 'ten'.");
  succeeded(await run("apply", { LIVEPLATFORM_MAX_RELEASES: "9", MAX_RELEASES: "10" }));
  expect(held()).toBe(40);
});

it("the pipeline of the example for GitLab takes over what a killed job has uploaded only in a run that is started for that tenant", async () => {
  declareUpTo("+61395556949");
  example.emulator.portal.add(TENANT, "+61395556940..+61395556949", {
    callingProfileId: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
    usage: "CallingUserAssignment",
    capabilities: ["InboundCalling", "OutboundCalling"],
    source: "webapi",
  });
  const refused = await run("apply");
  const nonsense = await run("apply", { ADOPT_INTERRUPTED: "contoso!" });
  expect(nonsense.output).toContain("ADOPT_INTERRUPTED: expected the id of a tenant.");
  expect([refused.code, nonsense.code]).not.toContain(0);
  expect(refused.output).toContain("already in the tenant");
  succeeded(await run("apply", { ADOPT_INTERRUPTED: TENANT }));
  expect(held()).toBe(50);
});

it("the pipeline of the example for GitLab does not apply a commit that is not the newest any more", async () => {
  const newest = merged();
  const refused = await run("apply");
  expect(refused.code).toBe(1);
  expect(refused.output).toContain(`main is at ${newest} by now`);
  succeeded(await run("apply", { CI_COMMIT_SHA: newest }));
});

it("the pipeline of the example for GitLab fails at night where a tenant has drifted, and names the numbers", async () => {
  example.emulator.portal.remove(TENANT, "+61395556905");
  expect((await run("drift")).code).toBe(3);
  expect(report()).toContain("| **drifted**: missing → uploaded | 1 | `+61395556905` |");
});
