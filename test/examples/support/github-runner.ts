import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import type { Result } from "../../engine/support/running";
import type { ExampleCopy } from "./example-copy";

const env = z.record(z.string(), z.string()).default({});
const step = z.looseObject({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  env,
});
const job = z.looseObject({
  permissions: z.record(z.string(), z.string()),
  concurrency: z.object({ group: z.string(), "cancel-in-progress": z.boolean() }),
  steps: z.array(step),
});
const workflow = z.looseObject({ permissions: z.unknown(), jobs: z.record(z.string(), job) });
const action = z.looseObject({ runs: z.looseObject({ steps: z.array(step) }) });
const ghState = z.object({ comments: z.array(z.looseObject({ issue: z.number(), body: z.string() })) });

export type Workflow = z.infer<typeof workflow>;
type Step = z.infer<typeof step>;

export interface Ended extends Result {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** The commit that the runs are for. */
export const COMMIT = "c0ffee";
/** The path of the newest commit in GitHub's API. */
export const MAIN = "repos/acme/numbers/commits/main";

/** What GitHub would put in place of each expression, by its text. */
export type Expressions = Readonly<Record<string, string>>;

/**
 * Runs the shell steps of a workflow as GitHub's runner does, with the same shells and the same files for outputs, environment
 * and summary; `gh` is a small one of its own. A job's environment goes on from step to step until `newJob`.
 */
export class GithubRunner {
  readonly workflow: Workflow;
  readonly action: z.infer<typeof action>;
  readonly ran = new Set<string>();
  #jobEnv: Record<string, string> = {};

  constructor(
    private readonly example: ExampleCopy,
    private readonly given: Readonly<Record<string, string>>,
  ) {
    this.workflow = workflow.parse(parse(this.#read(".github/workflows/numbers.yml")));
    this.action = action.parse(parse(this.#read(".github/actions/prepare/action.yml")));
    mkdirSync(this.#place("bin"), { recursive: true });
    writeFileSync(this.#place("bin/gh"), `#!/bin/sh\nexec node ${join(__dirname, "fake-gh.cjs")} "$@"\n`);
    chmodSync(this.#place("bin/gh"), 0o755);
    this.github({});
  }

  /** What GitHub's API answers, by path, from now on; its comments stay, and `main` is at this commit unless it is told otherwise. */
  github(answers: Readonly<Record<string, unknown>>): void {
    const all = { [MAIN]: { sha: COMMIT }, ...answers };
    writeFileSync(this.#place("gh.json"), JSON.stringify({ answers: all, comments: this.#allComments() }));
  }

  /** Their texts, those of a pull request. */
  comments(issue: number): string[] {
    return this.#allComments()
      .filter((comment) => comment.issue === issue)
      .map(({ body }) => body);
  }

  #allComments(): z.infer<typeof ghState>["comments"] {
    if (!existsSync(this.#place("gh.json"))) return [];
    return ghState.parse(JSON.parse(readFileSync(this.#place("gh.json"), "utf8"))).comments;
  }

  newJob(): void {
    this.#jobEnv = {};
  }

  /** The variables that steps of this job have set for those after them. */
  get jobEnv(): Readonly<Record<string, string>> {
    return this.#jobEnv;
  }

  async run(jobName: string, stepName: string, expressions: Expressions = {}): Promise<Ended> {
    const steps = jobName === "prepare" ? this.action.runs.steps : this.workflow.jobs[jobName]?.steps;
    const found = steps?.find(({ name }) => name === stepName);
    if (found?.run === undefined) throw new Error(`${jobName} has no shell step ${stepName}.`);
    this.ran.add(`${jobName}: ${stepName}`);
    for (const file of ["output", "env", "summary"]) writeFileSync(this.#place(file), "");
    writeFileSync(this.#place("step.sh"), found.run);
    const result = await this.example.run("bash", [...shellOf(found), this.#place("step.sh")], {
      ...this.#files(),
      ...this.given,
      ...this.#jobEnv,
      ...resolved(found.env, expressions),
    });
    Object.assign(this.#jobEnv, this.#variables("env"));
    return {
      ...result,
      outputs: this.#variables("output"),
      summary: readFileSync(this.#place("summary"), "utf8"),
    };
  }

  #files(): Record<string, string> {
    return {
      PATH: [this.#place("bin"), this.example.path].join(delimiter),
      FAKE_GH: this.#place("gh.json"),
      GITHUB_OUTPUT: this.#place("output"),
      GITHUB_ENV: this.#place("env"),
      GITHUB_STEP_SUMMARY: this.#place("summary"),
      GITHUB_REPOSITORY: "acme/numbers",
      GITHUB_SHA: COMMIT,
      GITHUB_EVENT_NAME: "push",
      GITHUB_RUN_ATTEMPT: "1",
      RUNNER_TEMP: this.#place("."),
    };
  }

  #variables(file: string): Record<string, string> {
    const lines = readFileSync(this.#place(file), "utf8").split("\n").filter(Boolean);
    return Object.fromEntries(
      lines.map((line) => [line.split("=", 1)[0] ?? "", line.slice(line.indexOf("=") + 1)]),
    );
  }

  #read(file: string): string {
    return readFileSync(join(this.example.folder, file), "utf8");
  }

  #place(name: string): string {
    return join(this.example.folder, ".runner", name);
  }
}

/** As documented for `shell: bash`, and for no shell at all. */
function shellOf({ shell }: Step): string[] {
  return shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
}

function resolved(
  values: Readonly<Record<string, string>>,
  expressions: Expressions,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
        const known = expressions[expression];
        if (known === undefined) throw new Error(`What is \${{ ${expression} }} here?`);
        return known;
      }),
    ]),
  );
}
