import fc from "fast-check";
import { toMarkdown } from "../../../cli/report/markdown";
import { doneCounts } from "../../../cli/report/run/done-counts";
import { parseRun } from "../../../cli/report/run/parse-run";
import { pipelineOf } from "../../../cli/report/run/pipeline";
import { reportSchema } from "../../../cli/report/schema";
import { WORDS_OF_RUN } from "../../../cli/report/words";
import { summarise } from "../../../provider/allocation/summary";
import { NumberSet } from "../../../provider/numbers/number-set";
import { allocationIn } from "./previews";
import { reportOnRun, runReport, runText } from "./runs";

it("the report on a run that fails in part tells what is done, what is not and why, with ticket, commit and page", () => {
  const url = "https://github.com/acme/numbers/actions/runs/7";
  const report = runReport("partial", { commit: "0123456789abcdef", url });
  expect(report).toMatchObject({
    project: "test",
    stack: "dev",
    outcome: "failed",
    run: { result: "failed", commit: "0123456789abcdef", url },
  });
  expect(report.run?.done).toMatchObject({ uploaded: 3, released: 0, repaired: 1, takenOver: 1 });
  expect(report.errors).toHaveLength(1);
  expect(report.errors[0]?.message).toContain("+61395556908..+61395556909 (2 numbers): Number …: is being");
  expect(allocationIn(report, "desks")).toMatchObject({
    added: null,
    drift: [],
    run: { failed: true, ticketId: "CHG-1", told: ["uploaded 1, repaired 1"] },
  });
  expect(allocationIn(report, "hush")).toMatchObject({
    added: { "+61395551000": 1 },
    run: { failed: false, ticketId: null },
  });
  const lines = toMarkdown(report, 65_000, WORDS_OF_RUN).split("\n");
  expect(lines[1]).toBe("### Telephone numbers: the run failed in `test/dev`");
  expect(lines).toContain("**3 uploaded · 1 repaired · 1 taken over** · 3 allocations touched");
  expect(lines).toContain(
    `commit \`0123456789ab\` · [the run](${url}) · tickets \`CHG-2\`, \`CHG-1\` · in 5 s`,
  );
  expect(lines).toContain("#### `desks` not updated as a whole");
  expect(lines).toContain("Done: uploaded 1, repaired 1.");
});

it("the report on a run with secret lists tells how many, on an allocation that fails in part, too, and names none", () => {
  const report = runReport("secret");
  expect(report.run?.done).toMatchObject({ uploaded: 2, released: 1, repaired: 1 });
  const unnamed = { secret: true, added: null, released: null };
  expect(allocationIn(report, "hush")).toMatchObject({ ...unnamed, before: 2, run: { failed: true } });
  expect(allocationIn(report, "more")).toMatchObject({ ...unnamed, before: 0, after: 1 });
  const markdown = toMarkdown(report, 65_000, WORDS_OF_RUN);
  expect(markdown).not.toMatch(/\+6139555[12]/);
  expect(markdown).toContain(", 0 → 1 number, which is secret");
  expect(markdown).toContain(", 2 numbers before, which are secret");
});

it("the report on a run of an import tells what the state has taken over, and counts the update after it once", () => {
  const report = runReport("import");
  expect(report.run?.done).toMatchObject({ uploaded: 0, released: 1, takenOver: 9 });
  const other = report.allocations.filter(({ name }) => name === "other");
  expect(other.map(({ operation, run }) => [operation, run?.told])).toEqual([
    ["import", []],
    ["update", ["released 1 (+61395550013)"]],
  ]);
  expect(toMarkdown(report, 65_000, WORDS_OF_RUN)).toContain("**1 released · 9 taken over**");
});

it("the report on a run calls no number released that has gone to another allocation in an earlier run", () => {
  const report = runReport("again");
  expect(report.outcome).toBe("changes");
  expect(allocationIn(report, "other")).toMatchObject({
    operation: "delete",
    released: null,
    run: { told: ['handed over 1 to "second"'] },
  });
  expect(allocationIn(report, "desks")).toMatchObject({
    added: { "+61395556908..+61395556909": 2 },
    drift: [{ repair: "reload", count: 1 }],
  });
  expect(report.run?.done).toMatchObject({ uploaded: 2, released: 0, repaired: 1, handedOver: 1 });
});

it("the report on a destroy that is refused in part tells which numbers are released", () => {
  const report = runReport("destroy");
  expect(report.outcome).toBe("failed");
  expect(allocationIn(report, "other")).toMatchObject({ released: { "+61395557000": 1 } });
  expect(allocationIn(report, "desks")).toMatchObject({ released: null, run: { failed: true, told: [] } });
  expect(report.errors.map(({ resource }) => resource)).toEqual(["desks"]);
});

it("the report on a run has nothing to tell of a run that changed nothing, and all of a plugin's", () => {
  expect(runReport("none")).toMatchObject({ outcome: "nothing", allocations: [], errors: [] });
  expect(runReport("plugin")).toMatchObject({ outcome: "changes", run: { done: { uploaded: 11 } } });
});

it("the report on a run gives the reasons where already the preview of an up failed", () => {
  const report = runReport("preview-failed");
  expect(report).toMatchObject({ outcome: "failed", allocations: [], run: { done: { uploaded: 0 } } });
  expect(report.errors[0]).toMatchObject({ resource: "more" });
});

it.each([
  ["between two lines", (text: string) => text.split("\n").slice(0, -4).join("\n")],
  ["in the middle of a line", (text: string) => text.slice(0, text.lastIndexOf("summaryEvent") + 20)],
])("the report on a run takes output that is cut off %s for a run that failed", (_, cut) => {
  const report = reportOnRun(cut(runText("plugin")));
  expect(report).toMatchObject({ outcome: "failed", run: { result: "cut off", done: { uploaded: 11 } } });
  expect(report.errors[0]?.message).toContain("it was killed, or is still going on");
});

it("the report on a run takes a preview for no run, and refuses the events of a preview alone", () => {
  expect(parseRun('{\n  "steps": []\n}\n', "preview.json")).toBeUndefined();
  const events = '{"sequence":1,"summaryEvent":{"isPreview":true,"result":"succeeded"}}\n';
  expect(() => parseRun(events, "preview.json")).toThrow(
    "preview.json has the events of a preview alone: write a preview with pulumi preview --json",
  );
});

it.each(["partial", "secret", "again", "destroy", "none", "plugin", "preview-failed"])(
  "the report on a run has the documented shape (%s)",
  (name) => {
    const report = runReport(name);
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  },
);

describe("doneCounts", () => {
  const numbers = fc
    .integer({ min: 0, max: 3_000 })
    .map((size) => NumberSet.fromNumbers(Array.from({ length: size }, (_, at) => `+${61395000000 + at}`)));
  const others = fc
    .tuple(fc.constantFrom("b", "uploaded 5, released 7"), numbers)
    .map((entry) => new Map([entry]));

  it("doneCounts reads of the provider's line what the provider counted", () => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 7, maxLength: 7 }), others, others, (sets, from, to) => {
        const [a, b, c, d, e, f, g] = sets.map((set) => set);
        const summary = {
          uploads: a ?? NumberSet.empty,
          releases: b ?? NumberSet.empty,
          repairs: c ?? NumberSet.empty,
          resets: d ?? NumberSet.empty,
          settings: ["country", "usage"],
          takesOver: e ?? NumberSet.empty,
          leaves: f ?? NumberSet.empty,
          waits: g ?? NumberSet.empty,
          from,
          to,
        };
        const sizeOf = (map: ReadonlyMap<string, NumberSet>): number =>
          [...map.values()].reduce((sum, { size }) => sum + size, 0);
        expect(doneCounts([summarise(summary, "did") ?? ""])).toEqual({
          uploaded: summary.uploads.size,
          released: summary.releases.size,
          repaired: summary.repairs.size,
          reset: summary.resets.size,
          takenOver: summary.takesOver.size + sizeOf(from),
          handedOver: sizeOf(to),
          left: summary.leaves.size,
          waiting: summary.waits.size,
        });
      }),
      { numRuns: 30 },
    );
  });
});

it.each([
  [
    "GitHub Actions",
    {
      GITHUB_ACTIONS: "true",
      GITHUB_SHA: "abc",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "acme/numbers",
      GITHUB_RUN_ID: "7",
    },
    "https://github.com/acme/numbers/actions/runs/7",
  ],
  [
    "GitLab CI",
    { GITLAB_CI: "true", CI_COMMIT_SHA: "abc", CI_JOB_URL: "https://gitlab.com/acme/numbers/-/jobs/7" },
    "https://gitlab.com/acme/numbers/-/jobs/7",
  ],
  [
    "Azure Pipelines",
    {
      TF_BUILD: "True",
      BUILD_SOURCEVERSION: "abc",
      SYSTEM_COLLECTIONURI: "https://dev.azure.com/acme/",
      SYSTEM_TEAMPROJECT: "Voice team",
      BUILD_BUILDID: "7",
    },
    "https://dev.azure.com/acme/Voice%20team/_build/results?buildId=7",
  ],
  [
    "Bitbucket Pipelines",
    {
      BITBUCKET_BUILD_NUMBER: "7",
      BITBUCKET_COMMIT: "abc",
      BITBUCKET_GIT_HTTP_ORIGIN: "https://bitbucket.org/acme/numbers",
    },
    "https://bitbucket.org/acme/numbers/pipelines/results/7",
  ],
])("pipelineOf knows commit and page of %s", (_, env, url) => {
  expect(pipelineOf(env)).toEqual({ commit: "abc", url });
});

it("pipelineOf says nothing where it knows nothing, and takes no text for an address", () => {
  expect(pipelineOf({})).toEqual({ commit: null, url: null });
  expect(pipelineOf({ GITLAB_CI: "true", CI_JOB_URL: "javascript:alert(1)" })).toEqual({
    commit: null,
    url: null,
  });
});
