import { counted } from "../../../provider/common/counted";
import { clip } from "../fit";
import { countsOf } from "../markdown";
import type { AllocationReport, Message, Report } from "../schema";
import { isTouched } from "../totals";
import type { Words } from "../words";

/** The report in a few lines for a chat, as plain text; the vendors' forms are made of it. */
export interface Card {
  readonly title: string;
  readonly isBad: boolean;
  /** How many of each kind; one of the facts, too. */
  readonly numbers: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Errors, then warnings. */
  readonly alerts: readonly string[];
  /** One for each allocation. */
  readonly lines: readonly string[];
  /** Of the run. */
  readonly url: string | undefined;
}

const LONGEST_ALERT = 500;
const LONGEST_LINE = 300;

export function cardOf(report: Report, words: Words): Card {
  const { outcome, errors, warnings, run, allocations } = report;
  const counts = countsOf(report);
  const numbers = counts.length > 0 ? counts.join(", ") : emptyWords(report, words);
  const where = report.stack === null ? [] : [["Stack", `${report.project}/${report.stack}`] as const];
  const tickets = new Set(allocations.flatMap((one) => one.run?.ticketId ?? []));
  return {
    title: words.titles[outcome],
    isBad: outcome === "failed" || outcome === "drift",
    numbers,
    facts: [
      ...where,
      ["Numbers", numbers],
      ...(tickets.size === 0 ? [] : [["Tickets", clip([...tickets].join(", "), LONGEST_LINE)] as const]),
      ...(run?.commit ? [["Commit", run.commit.slice(0, 12)] as const] : []),
    ],
    alerts: [
      ...errors.map((message) => `Error: ${told(message)}`),
      ...warnings.map((message) => `Warning: ${told(message)}`),
    ],
    lines: allocations
      .filter(isTouched)
      .sort(failedFirst)
      .map((one) => lineOf(one, words)),
    url: run?.url ?? undefined,
  };
}

function failedFirst(a: AllocationReport, b: AllocationReport): number {
  return Number(b.run?.failed === true) - Number(a.run?.failed === true);
}

function emptyWords({ outcome }: Report, words: Words): string {
  return outcome === "nothing" ? words.allWell : "none";
}

function told({ resource, message }: Message): string {
  return clip(`${resource === null ? "" : `${resource}: `}${message.replaceAll(/\s+/g, " ")}`, LONGEST_ALERT);
}

const KINDS = [
  ["released", "released"],
  ["replaced", "released and uploaded again"],
  ["reset", "given new settings"],
  ["added", "added"],
  ["takenOver", "taken over"],
  ["handedOver", "handed over"],
  ["left", "left in the tenant"],
  ["pending", "sent earlier, not yet seen"],
] as const;

function lineOf(allocation: AllocationReport, { operations }: Words): string {
  const { name, operation, run } = allocation;
  if (run !== undefined) {
    const done = run.told.length > 0 ? run.told.join("; ") : "no number changed";
    return clip(`${name}: ${run.failed ? "failed; done: " : ""}${done}`, LONGEST_LINE);
  }
  const kinds = KINDS.map(([key, what]) =>
    sizeOf(
      Object.values(allocation[key] ?? {}),
      key === "takenOver" && operation === "import" ? "imported" : what,
    ),
  );
  const said = [...kinds, driftedIn(allocation)].filter((kind) => kind !== "");
  return clip(`${name}: ${said.length > 0 ? said.join(", ") : operations[operation]}`, LONGEST_LINE);
}

function driftedIn({ drift }: AllocationReport): string {
  if (drift === null) return "drifted";
  return sizeOf(
    drift.map(({ count }) => count),
    "drifted",
  );
}

function sizeOf(counts: readonly number[], what: string): string {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total === 0 ? "" : `${total} ${what}`;
}

/** What stands for lines that have no room. */
export function more(hidden: number, what: string): string[] {
  return hidden > 0 ? [`… and ${counted(hidden, `more ${what}`)}`] : [];
}
