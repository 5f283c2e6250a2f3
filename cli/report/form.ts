import { cardOf } from "./card/card";
import { toSlack } from "./card/slack";
import { toTeams } from "./card/teams";
import { toMarkdown } from "./markdown";
import { spellProfiles } from "./profile-names";
import type { Report } from "./schema";
import type { Words } from "./words";

const FORMATS = ["markdown", "json", "teams", "slack"] as const;
const SHORTEST = 2_000;
/** What hosts take in a comment, in characters. */
const HOSTS: Readonly<Record<string, number>> = { github: 65_536, gitlab: 1_000_000, bitbucket: 32_768 };

/** How a report is to be printed. */
export interface Form {
  readonly format: (typeof FORMATS)[number];
  /** Characters of Markdown at the most. */
  readonly room: number;
}

/** The options of a command that prints a report, as typed. */
export interface FormArguments {
  /** Default: Markdown. */
  readonly format?: string;
  /** As every command has it; the same as the format of that name. */
  readonly json?: true;
  readonly maxLength: string;
}

/** Errors: by the option that is not as expected. */
export function readForm({ format: typed, json, maxLength }: FormArguments): Form {
  const room = roomOf(maxLength);
  const format = typed ?? (json ? "json" : "markdown");
  if (json && format !== "json") throw new Error(`--json, --format ${format}: one of them, not both.`);
  const known = FORMATS.find((one) => one === format);
  if (known !== undefined) return { format: known, room };
  throw new Error(`--format: expected markdown, json, teams or slack, not '${format}'.`);
}

export function printReport(plain: Report, { format, room }: Form, words: Words): string {
  const report = format === "json" ? plain : spellProfiles(plain);
  switch (format) {
    case "json":
      return JSON.stringify(report, undefined, 2);
    case "teams":
      return toTeams(cardOf(report, words));
    case "slack":
      return toSlack(cardOf(report, words));
    default:
      return toMarkdown(report, room, words);
  }
}

function roomOf(maxLength: string): number {
  const room = HOSTS[maxLength] ?? Number(maxLength);
  if (HOSTS[maxLength] !== undefined || (/^\d{1,9}$/.test(maxLength) && room >= SHORTEST)) return room;
  throw new Error(
    `--max-length: expected a number of characters, ${SHORTEST} or more, or one of ${Object.keys(HOSTS).join(", ")}; not '${maxLength}'.`,
  );
}
