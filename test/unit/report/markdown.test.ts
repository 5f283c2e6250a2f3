import { toMarkdown } from "../../../cli/report/markdown";
import type { AllocationReport, Report } from "../../../cli/report/schema";
import { WORDS_OF_DRIFT } from "../../../cli/report/words";
import { allocationIn, reportOf, reportOfWaiting } from "./previews";

const GITHUB_MOST = 65_536;
const NOTHING_DONE = {
  ...{ uploaded: 0, released: 0, repaired: 0, reset: 0 },
  ...{ takenOver: 0, handedOver: 0, left: 0, waiting: 0 },
};

function linesOf(report: Report): string[] {
  return toMarkdown(report, 65_000).split("\n");
}

function allocations(count: number, of: AllocationReport): AllocationReport[] {
  return Array.from({ length: count }, (_, index) => ({ ...of, name: `site-${index}` }));
}

/** So many single numbers, two apart. */
function singles(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`+${61395000000 + 2 * index}`, 1]));
}

it("the report as Markdown tells an import apart from an upload and from a move", () => {
  const lines = linesOf(reportOf("import"));
  expect(lines).toContain("**1 released · 9 imported** · 3 allocations touched");
  expect(lines).toContain("#### `desks` imported");
  expect(lines).toContain("| **in the tenant already, no request** | 5 | `+61395550000..+61395550004` |");
});

it("the report as Markdown says of an allocation that only waits that it waits, in a preview and of a fleet", () => {
  const lines = linesOf(reportOfWaiting());
  expect(lines).toContain("**2 sent earlier, not yet seen** · 1 allocation touched");
  expect(lines).toContain("#### `desks` waits for numbers that it has sent");
  expect(toMarkdown(reportOfWaiting(), 65_000, WORDS_OF_DRIFT)).toContain("waits for numbers");
});

it("the report as Markdown puts the warnings before the totals, and these before the allocations", () => {
  const lines = linesOf(reportOf("change"));
  expect(lines.slice(0, 5)).toEqual([
    "<!-- pulumi-liveplatform report -->",
    "### Telephone numbers: drift in `test/dev`",
    "",
    "> [!WARNING]",
    "> - **`desks`**: this update will release 1 number in use: +61395556999; the run will stop before anything is released. Unassign them in the Teams admin center, or allow it with unassignOnRelease: true",
  ]);
  const totals = lines.findIndex((line) =>
    line.startsWith("**11 added · 11 released · 8 drifted** · 4 allocations touched"),
  );
  expect(totals).toBe(8);
  expect(lines.filter((line) => line.startsWith("####"))).toEqual([
    "#### `desks` updated",
    "#### `gone` deleted",
    "#### `fresh` created",
    "#### `hush` created",
  ]);
});

it("the report as Markdown has a row for each kind of change and each drift, with what an up does about it", () => {
  const lines = linesOf(reportOf("change"));
  const from = lines.indexOf("#### `desks` updated");
  expect(lines.slice(from + 2, from + 12)).toEqual([
    "tenant `3bc57cac-5794-457f-ad36-2c88cade9dbb`, 100 → 91 numbers",
    "",
    "| | how many | |",
    "| --- | ---: | --- |",
    "| **released** | 10 | `+61395556990..+61395556999` |",
    "| **added** | 1 | `+61395556880` |",
    "| **drifted**: missing → uploaded | 1 | `+61395556905` |",
    "| **drifted**: callingProfile 5f3fbb3b-df9b-483d-b294-c7eb01e22aac → released and uploaded again, unless in use | 1 | `+61395556950` |",
    "| **drifted**: MarkedForRemoval → mark cleared | 6 | `+61395556960..+61395556965` |",
    "",
  ]);
});

it("the report as Markdown says of a preview without a difference just that", () => {
  expect(linesOf(reportOf("none"))).toEqual([
    "<!-- pulumi-liveplatform report -->",
    "### Telephone numbers: nothing to do in `test/dev`",
    "",
    "The tenants hold what the program declares.",
    "",
    "<sub>3 resources unchanged. Of them the preview says nothing: with `--show-sames` it also tells drift that is ignored, and numbers that wait for Operator Connect.</sub>",
  ]);
});

it("the report as Markdown begins with the reasons where the preview failed", () => {
  expect(linesOf(reportOf("failed")).slice(1, 6)).toEqual([
    "### Telephone numbers: the preview failed in `test/dev`",
    "",
    "> [!CAUTION]",
    "> **The preview failed.** What follows is only what it had found until then.",
    ">",
  ]);
});

it("the report as Markdown leaves no markup, mention or HTML of a message alive", () => {
  const message = "see <b>@ops-team</b> | `x` #12 [y](z)\nsecond line";
  const lines = linesOf({ ...reportOf("none"), warnings: [{ resource: "a`b", message }] });
  expect(lines.slice(3, 6)).toEqual([
    "> [!WARNING]",
    "> - **`a'b`**: see &lt;b\\>@<!-- -->ops-team&lt;/b\\> \\| \\`x\\` \\#12 \\[y\\](z)<br>",
    ">   second line",
  ]);
});

it("the report as Markdown folds more than ten runs of numbers, and counts those beyond 250", () => {
  const desks = allocationIn(reportOf("change"), "desks");
  const markdown = toMarkdown(
    { ...reportOf("none"), allocations: [{ ...desks, released: singles(300) }] },
    65_000,
  );
  expect(markdown).toContain("| **released** | 300 | see below |");
  expect(markdown).toContain(
    "<details><summary>released: 300 numbers</summary>\n\n`+61395000000`, `+61395000002`",
  );
  expect(markdown).toContain("`+61395000498`, … and 50 more numbers\n\n</details>");
  expect(markdown).not.toContain("+61395000500");
});

it("the report as Markdown stays below what GitHub takes, and says what it left out, with its numbers", () => {
  const desks = allocationIn(reportOf("change"), "desks");
  const many = {
    ...reportOf("change"),
    allocations: allocations(500, { ...desks, released: singles(100) }),
  };
  const markdown = toMarkdown(many, 65_000);
  expect(markdown.length).toBeLessThan(GITHUB_MOST);
  expect(markdown.length).toBeGreaterThan(60_000);
  const shown = markdown.split("\n#### ").length - 1;
  expect(markdown).toContain(
    `… and ${500 - shown} more allocations for which there is no room here: ${500 - shown} numbers added, ` +
      `${100 * (500 - shown)} released, 0 released and uploaded again, 0 given new settings, ${8 * (500 - shown)} drifted.`,
  );
});

/** Of so many tenants, with twenty runs of numbers each. */
function unmanaged(tenants: number): NonNullable<Report["unmanaged"]> {
  return Array.from({ length: tenants }, (_, index) => ({
    msTenantId: `3bc57cac-5794-457f-ad36-${String(index).padStart(12, "0")}`,
    numbers: Object.fromEntries(
      Array.from({ length: 20 }, (__, run) => [`+${61395000000 + 20 * run}..+${61395000009 + 20 * run}`, 10]),
    ),
  }));
}

it.each([2_000, 5_000, 32_768, 65_000])(
  "the report as Markdown of at most %d characters has no more, whatever there is to say of it",
  (room) => {
    const report = reportOf("change");
    const desks = allocationIn(report, "desks");
    const messages = Array.from({ length: 400 }, (_, index) => ({
      resource: "r".repeat(300),
      message: `${index} ${"x".repeat(9_000)}`,
    }));
    const run = { failed: true, told: [], done: NOTHING_DONE };
    const many = allocations(500, { ...desks, released: singles(100) }).map((one, index) => ({
      ...one,
      run: { ...run, ticketId: `${index} ${"t".repeat(300)}` },
    }));
    const pipeline = { commit: "0123456789abcdef", url: `https://ci.example.com/${"1".repeat(80)}` };
    const full = { ...report, errors: messages, warnings: messages, allocations: many };
    for (const one of [
      full,
      { ...full, outcome: "failed", unmanaged: unmanaged(50) } as const,
      { ...full, run: { result: "failed", seconds: 90, done: NOTHING_DONE, ...pipeline } } as const,
      { ...report, allocations: [], unmanaged: unmanaged(500) },
    ])
      expect(toMarkdown(one, room).length).toBeLessThanOrEqual(room);
  },
);

it("the report as Markdown counts the tenants whose unmanaged numbers there is no room for, and speaks of no allocation where there is none", () => {
  const fleet = { ...reportOf("none"), unmanaged: unmanaged(50) };
  const lines = toMarkdown(fleet, 20_000, WORDS_OF_DRIFT).split("\n");
  const shown = lines.filter((line) => line.startsWith("- tenant ")).length;
  expect(shown).toBeGreaterThan(20);
  expect(lines).toContain(`- … and ${50 - shown} more tenants`);
  expect(lines.join()).not.toContain("more allocation");
});

it("the report as Markdown keeps room for the allocations where there are very many and very long warnings", () => {
  const report = reportOf("change");
  const warnings = Array.from({ length: 400 }, (_, index) => ({
    resource: null,
    message: `${index} ${"x".repeat(9_000)}`,
  }));
  const markdown = toMarkdown({ ...report, warnings, errors: warnings }, 65_000);
  expect(markdown.length).toBeLessThan(GITHUB_MOST);
  expect(markdown).toContain("#### `desks` updated");
  expect(markdown.match(/> - … and \d+ more/g)).toEqual(["> - … and 398 more", "> - … and 398 more"]);
});

it("the report as Markdown tells which numbers wait for Operator Connect, and since when", () => {
  const desks = allocationIn(reportOf("change"), "desks");
  const notAcquired = { since: "2026-11-18", count: 12, numbers: ["+61395556901..+61395556905"] };
  const markdown = toMarkdown({ ...reportOf("none"), allocations: [{ ...desks, notAcquired }] }, 65_000);
  expect(markdown).toContain(
    "12 numbers have been uploaded for more than a day, the oldest since 2026-11-18, and Operator Connect has not acquired them " +
      "(`+61395556901..+61395556905`, … and 7 more). Usually the customer's consent in the Teams admin center is missing.",
  );
});
