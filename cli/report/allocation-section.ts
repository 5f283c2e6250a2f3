import { counted, isOrAre } from "../../provider/common/counted";
import { NumberSet } from "../../provider/numbers/number-set";
import { code, escapeMarkdown } from "./escape";
import type { AllocationReport, DriftReport, Repair } from "./schema";
import { isWaiting } from "./totals";
import { WAITING, type Words } from "./words";

/** Keys (numbers or ranges) that are shown at once; more are folded. */
const OPEN_KEYS = 10;
/** Keys that are shown at all, of one kind. */
const MOST_KEYS = 250;
const MOST_DRIFTS = 40;

type Row = readonly [what: string, numbers: Record<string, number>];

const KINDS: readonly (readonly [
  keyof AllocationReport &
    ("added" | "released" | "replaced" | "reset" | "takenOver" | "handedOver" | "left" | "pending"),
  string,
])[] = [
  ["released", "released"],
  ["replaced", "released and uploaded again"],
  ["reset", "given new settings"],
  ["added", "added"],
  ["takenOver", "from another allocation, without a request"],
  ["handedOver", "to another allocation, without a request"],
  ["left", "taken out, left in the tenant"],
  ["pending", "sent earlier, not yet seen in the tenant"],
];

const REPAIRS: Readonly<Record<Repair, string>> = {
  upload: "uploaded",
  clear: "mark cleared",
  reload: "released and uploaded again, unless in use",
  nothing: "cannot be repaired now",
  ignored: "left as it is (ignoreChanges)",
  replaced: "replaced",
  leaves: "no longer declared here",
};

/** One allocation of the report, as Markdown: a heading, a table of what happens to how many numbers, and which they are. */
export function allocationSection(allocation: AllocationReport, words: Words): string {
  const lines = [heading(allocation, words), "", facts(allocation)];
  const rows = [...changeRows(allocation), ...driftRows(allocation.drift ?? [])];
  if (rows.length > 0) lines.push("", "| | how many | |", "| --- | ---: | --- |", ...rows.map(tableRow));
  const folded = rows.filter(isLong).map(details);
  return [...lines, ...folded.flatMap((fold) => ["", fold]), ...notes(allocation), ""].join("\n");
}

function heading(allocation: AllocationReport, { operations }: Words): string {
  const { name, operation, replaceReasons, run } = allocation;
  // The CLI gives the id as the reason of a replacement that was asked for by --replace.
  const settings = replaceReasons.filter((reason) => reason !== "id");
  const why = operation === "replace" && settings.length > 0 ? ` (${settings.map(code).join(", ")})` : "";
  const what = isWaiting(allocation) ? WAITING : operations[operation];
  return `#### ${code(name)} ${run?.failed === true ? `not ${what} as a whole` : what}${why}`;
}

function facts({ msTenantId, before, after, secret, added, run }: AllocationReport): string {
  const tenant = msTenantId === null ? "a tenant that is not known yet" : `tenant ${code(msTenantId)}`;
  const count = (value: number | null): string => (value === null ? "?" : String(value));
  const numbersOf = (value: number | null): string => `${count(value)} ${value === 1 ? "number" : "numbers"}`;
  const isBefore = run?.failed === true;
  const told = isBefore ? before : after;
  const change = before === told ? "" : `${count(before)} → `;
  const numbers = `${change}${numbersOf(told)}${isBefore ? " before" : ""}`;
  const isUnknown = run === undefined && added === null;
  const hidden = secret
    ? `, which ${isOrAre(told ?? 0)} secret`
    : isUnknown
      ? ", which are not known yet"
      : "";
  const ticket = typeof run?.ticketId === "string" ? `, ticket ${code(run.ticketId)}` : "";
  return `${tenant}, ${numbers}${hidden}${ticket}`;
}

function changeRows(allocation: AllocationReport): Row[] {
  return KINDS.flatMap(([key, what]): Row[] => {
    const numbers = allocation[key] ?? {};
    const why = key === "reset" ? ` (${allocation.settings.map(code).join(", ")})` : "";
    return Object.keys(numbers).length === 0 ? [] : [[`**${told(allocation, key) ?? what}**${why}`, numbers]];
  });
}

/** What is said in another way of a run, or of an import. */
function told({ run, operation }: AllocationReport, key: (typeof KINDS)[number][0]): string | undefined {
  if (key === "added" && run !== undefined) return "uploaded";
  return key === "takenOver" && operation === "import" ? "in the tenant already, no request" : undefined;
}

function driftRows(drift: readonly DriftReport[]): Row[] {
  return drift
    .slice(0, MOST_DRIFTS)
    .map(({ reason, repair, numbers }) => [
      `**drifted**: ${escapeMarkdown(reason)} → ${REPAIRS[repair]}`,
      numbers ?? {},
    ]);
}

function tableRow(row: Row): string {
  const [what, numbers] = row;
  return `| ${what} | ${sizeOf(numbers)} | ${isLong(row) ? "see below" : Object.keys(numbers).map(code).join(", ")} |`;
}

function details([what, numbers]: Row): string {
  const keys = Object.keys(numbers);
  const hidden = sizeOf(numbers) - sizeOf(Object.fromEntries(Object.entries(numbers).slice(0, MOST_KEYS)));
  const more = hidden > 0 ? `, … and ${counted(hidden, "more number")}` : "";
  const summary = `${what.replaceAll("**", "")}: ${counted(sizeOf(numbers), "number")}`;
  return `<details><summary>${summary}</summary>\n\n${keys.slice(0, MOST_KEYS).map(code).join(", ")}${more}\n\n</details>`;
}

function notes({ operation, replaced, drift, notAcquired, run }: AllocationReport): string[] {
  const lines: string[] = (run?.told ?? []).map((line) => `Done: ${escapeMarkdown(line)}.`);
  if (operation === "replace" && replaced !== null && Object.keys(replaced).length === 0)
    lines.push("The numbers that stay declared change hands without a request.");

  if (drift === null) lines.push("Numbers have drifted; which and how is secret.");
  const hidden = (drift ?? []).slice(MOST_DRIFTS);
  if (hidden.length > 0) {
    const numbers = hidden.reduce((sum, { count }) => sum + count, 0);
    lines.push(
      `… and ${counted(numbers, "more number")}, drifted for ${counted(hidden.length, "other reason")}.`,
    );
  }
  if (notAcquired !== null) lines.push(waiting(notAcquired));
  return lines.flatMap((line) => ["", line]);
}

function waiting({ since, count, numbers }: NonNullable<AllocationReport["notAcquired"]>): string {
  const hidden = count - NumberSet.fromNumbers(numbers).size;
  const named = [...numbers.map(code), ...(numbers.length > 0 && hidden > 0 ? [`… and ${hidden} more`] : [])];
  const which = named.length === 0 ? "" : ` (${named.join(", ")})`;
  return `${counted(count, "number")} ${count === 1 ? "has" : "have"} been uploaded for more than a day, the oldest since ${since}, and Operator Connect has not acquired ${count === 1 ? "it" : "them"}${which}. Usually the customer's consent in the Teams admin center is missing.`;
}

function isLong([, numbers]: Row): boolean {
  return Object.keys(numbers).length > OPEN_KEYS;
}

function sizeOf(numbers: Record<string, number>): number {
  return Object.values(numbers).reduce((sum, count) => sum + count, 0);
}
