import { decodeText } from "./input/decode-text";
import { readBytes } from "./input/read-json";
import { makeReport } from "./report/make-report";
import { toMarkdown } from "./report/markdown";
import { parsePreview } from "./report/preview";
import type { Report } from "./report/schema";
import { WORDS_OF_PREVIEW, type Words } from "./report/words";

/** What the command needs of the terminal. */
export interface ReportTerminal {
  readonly print: (line: string) => void;
  readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The options as typed. */
export interface ReportArguments {
  readonly format: string;
  readonly maxLength: string;
}

/** 1 is left to what keeps the command from making a report at all. */
export const EXIT_CODES: Readonly<Record<Report["outcome"], number>> = {
  nothing: 0,
  changes: 2,
  drift: 3,
  failed: 4,
};

const SHORTEST = 2_000;

/**
 * Prints the report on a preview. The result is the exit code: 0 nothing to do, 2 changes, 3 drift (and perhaps changes),
 * 4 the preview had failed. Errors: no report can be made; the message says why.
 *
 * @param file what `pulumi preview --json` has printed; undefined or `-`: standard input
 */
export async function reportCommand(
  file: string | undefined,
  { format, maxLength }: ReportArguments,
  { print, stdin, env }: ReportTerminal,
): Promise<number> {
  const form = readFormat(format, maxLength);
  const isFile = file !== undefined && file !== "-";
  const source = isFile ? file : "Standard input";
  const content = decodeText(isFile ? readBytes(file) : await readAll(stdin), source);
  const preview = parsePreview(content, source);
  const report = makeReport(preview, {
    // An empty variable is none: a pipeline passes one that is not set as that.
    maxReleases: env["LIVEPLATFORM_MAX_RELEASES"]?.trim() || undefined,
  });
  print(printReport(report, form, WORDS_OF_PREVIEW));
  return EXIT_CODES[report.outcome];
}

/** How a report is to be printed. */
export interface Form {
  readonly format: "markdown" | "json";
  /** Characters of Markdown at the most. */
  readonly room: number;
}

/** Errors: by the option that is not as expected. */
export function readFormat(format: string, maxLength: string): Form {
  const room = roomOf(maxLength);
  if (format === "markdown" || format === "json") return { format, room };
  throw new Error(`--format: expected markdown or json, not '${format}'.`);
}

export function printReport(report: Report, { format, room }: Form, words: Words): string {
  return format === "json" ? JSON.stringify(report, undefined, 2) : toMarkdown(report, room, words);
}

function roomOf(maxLength: string): number {
  const room = Number(maxLength);
  if (/^\d{1,9}$/.test(maxLength) && room >= SHORTEST) return room;
  throw new Error(`--max-length: expected a number of characters, ${SHORTEST} or more, not '${maxLength}'.`);
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
