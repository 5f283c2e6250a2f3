import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reportSchema } from "../../../cli/report/schema";
import { EXIT_CODES } from "../../../cli/report-command";

const page = readFileSync(join(__dirname, "../../../docs/report.md"), "utf8");

it("docs/report.md shows JSON of just the shape that the command prints", () => {
  const [, example = ""] = /```json\n(.*?)```/s.exec(page) ?? [];
  const report = reportSchema.parse(JSON.parse(example));
  expect(report.outcome).toBe("drift");
});

it("docs/report.md has the exit code of each outcome, and 1 for none of them", () => {
  const codes = [...page.matchAll(/^\| (\d) +\| (?:the )?(\w+)/gm)].map(([, code, word]) => [
    word,
    Number(code),
  ]);
  expect(Object.fromEntries(codes)).toEqual({ nothing: 0, changes: 2, drift: 3, preview: 4, no: 1 });
  expect(EXIT_CODES).toEqual({ nothing: 0, changes: 2, drift: 3, failed: 4 });
});
