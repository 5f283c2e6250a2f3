import { decodeText } from "./input/decode-text";
import { readBytes } from "./input/read-json";
import { type FormArguments, printReport, readForm } from "./report/form";
import { lookUpNames } from "./report/look-up-names";
import { makeReport } from "./report/make-report";
import { parsePreview } from "./report/preview";
import { parseRun } from "./report/run/parse-run";
import { pipelineOf } from "./report/run/pipeline";
import { makeRunReport } from "./report/run/run-report";
import type { Report } from "./report/schema";
import { WORDS_OF_PREVIEW, WORDS_OF_RUN } from "./report/words";

/** What the command needs of the terminal. */
export interface ReportTerminal {
  readonly print: (line: string) => void;
  readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The options as typed. */
export interface ReportArguments extends FormArguments {
  /** Ask the platform for the names of calling profiles. */
  readonly names?: true;
}

/** 1 is left to what keeps the command from making a report at all. */
export const EXIT_CODES: Readonly<Record<Report["outcome"], number>> = {
  nothing: 0,
  changes: 2,
  drift: 3,
  failed: 4,
};

/**
 * Prints the report on a preview or on a run. The result is the exit code: 0 nothing to do, 2 changes, 3 drift (and perhaps
 * changes), 4 the preview or the run had failed. Errors: no report can be made; the message says why.
 *
 * @param file what `pulumi preview --json`, `up --json` or `destroy --json` has printed; undefined or `-`: standard input
 */
export async function reportCommand(
  file: string | undefined,
  { names, ...typed }: ReportArguments,
  { print, stdin, env }: ReportTerminal,
): Promise<number> {
  const form = readForm(typed);
  const isFile = file !== undefined && file !== "-";
  const source = isFile ? file : "Standard input";
  const content = decodeText(isFile ? readBytes(file) : await readAll(stdin), source);
  const plain = reportOn(content, source, env);
  const report = names === true ? await lookUpNames(plain, env) : plain;
  print(printReport(report, form, report.run === undefined ? WORDS_OF_PREVIEW : WORDS_OF_RUN));
  return EXIT_CODES[report.outcome];
}

function reportOn(content: string, source: string, env: ReportTerminal["env"]): Report {
  const run = parseRun(content, source);
  if (run !== undefined) return makeRunReport(run, pipelineOf(env));
  return makeReport(parsePreview(content, source), {
    // An empty variable is none: a pipeline passes one that is not set as that.
    maxReleases: env["LIVEPLATFORM_MAX_RELEASES"]?.trim() || undefined,
  });
}

async function readAll(stdin: ReportTerminal["stdin"]): Promise<Buffer> {
  if (stdin.isTTY === true) {
    throw new Error(
      "Which preview? Give a file, or pipe one in: pulumi preview --json | npx pulumi-liveplatform report",
    );
  }
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
