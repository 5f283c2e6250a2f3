import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRun } from "../../../cli/report/run/parse-run";
import type { Pipeline } from "../../../cli/report/run/pipeline";
import { makeRunReport } from "../../../cli/report/run/run-report";
import type { Report } from "../../../cli/report/schema";

/** What `pulumi up --json` of Pulumi 3.259.0 printed for a stack on the emulator, without debug lines and source positions. */
export function runText(name: string): string {
  return readFileSync(join(__dirname, "runs", `${name}.ndjson`), "utf8");
}

export function runReport(name: string, pipeline: Pipeline = { commit: null, url: null }): Report {
  return reportOnRun(runText(name), pipeline);
}

export function reportOnRun(text: string, pipeline: Pipeline = { commit: null, url: null }): Report {
  const run = parseRun(text, "up.json");
  if (run === undefined) throw new Error("The text has no events.");
  return makeRunReport(run, pipeline);
}
