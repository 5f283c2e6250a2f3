import { counted, itOrThem } from "../../provider/common/counted";
import { allocationSection } from "./allocation-section";
import { code, escapeMarkdown } from "./escape";
import { clip, fitLines, lengthOf } from "./fit";
import type { AllocationReport, DoneCounts, Message, Report } from "./schema";
import { pendingIn } from "./totals";
import { unmanagedLines } from "./unmanaged-lines";
import { WORDS_OF_PREVIEW, type Words } from "./words";

/** Stands in the first line, so that a pipeline finds its comment of before. */
const MARKER = "<!-- pulumi-liveplatform report -->";
/** Of what is free, for messages of one severity, and of that for a single one. */
const FOR_MESSAGES = 0.3;
const FOR_ONE_MESSAGE = 1 / 3;
/** Of what the messages have left, for numbers that no state answers for. */
const FOR_UNMANAGED = 0.5;
const MOST_TICKETS = 10;
const LONGEST_TICKET = 60;

/** The report as Markdown of at most so many characters; what there is no room for is counted. */
export function toMarkdown(report: Report, maxLength: number, words: Words = WORDS_OF_PREVIEW): string {
  const allocations = [...report.allocations].sort(byWeight);
  const rest = allocations.length === 0 ? "" : notShown(allocations);
  const title = [MARKER, `### ${titleOf(report, words)}`, ""];
  const sums = [totalsLine(report, words), "", runLine(report), ""];
  const foot = footOf(report);
  const free = maxLength - lengthOf([...title, ...sums, rest, foot]);
  const forMessages = Math.floor(free * FOR_MESSAGES);
  const alerts = [
    ...alert("CAUTION", failure(report, words), { messages: report.errors, room: forMessages }),
    ...alert("WARNING", [], { messages: report.warnings, room: forMessages }),
  ];
  const left = free - lengthOf(alerts);
  const forUnmanaged = rest === "" ? left : Math.floor(left * FOR_UNMANAGED);
  const head = [...title, ...alerts, ...sums, ...unmanagedLines(report, forUnmanaged)].join("\n");
  const room = maxLength - head.length - foot.length - 2;
  const sections = fitLines(allocations, room, {
    show: (allocation) => allocationSection(allocation, words),
    rest: notShown,
  });
  return [head, ...sections, foot]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd();
}

function titleOf({ outcome, project, stack }: Report, { titles }: Words): string {
  const where = stack === null ? "" : ` in ${code(`${project}/${stack}`)}`;
  return `${titles[outcome]}${where}`;
}

function failure({ outcome }: Report, words: Words): string[] {
  return outcome === "failed" ? [words.failure] : [];
}

function alert(
  kind: "CAUTION" | "WARNING",
  before: readonly string[],
  { messages, room }: { messages: readonly Message[]; room: number },
): string[] {
  if (messages.length === 0) return [];
  const longest = Math.floor(room * FOR_ONE_MESSAGE);
  const heading = [`> [!${kind}]`, ...before.flatMap((line) => [`> ${line}`, ">"])];
  const items = fitLines(messages, room - lengthOf([...heading, ""]), {
    show: (message) => quoted(message, longest),
    rest: (hidden) => `> - … and ${hidden.length} more`,
  });
  return [...heading, ...items, ""];
}

/** A message of several lines, such as a program's stack trace, keeps them. */
function quoted({ resource, message }: Message, longest: number): string {
  const escaped = message.split("\n").map(escapeMarkdown).join("<br>\n>   ");
  const name = resource === null ? "" : `**${code(clip(resource, 200))}**: `;
  return `> - ${name}${clip(escaped, longest)}`;
}

function totalsLine(report: Report, words: Words): string {
  const { totals, otherResources, outcome, run } = report;
  const counts = countsOf(report);
  const others = Object.entries(otherResources).map(([op, count]) => `${count} ${op}`);
  const parts = [
    ...(totals.allocations > 0 ? [`${counted(totals.allocations, "allocation")} ${words.touched}`] : []),
    ...(totals.uncounted > 0 && run === undefined
      ? [`${totals.uncounted} of them with secret or unknown numbers, not counted here`]
      : []),
    ...(others.length > 0 ? [`other resources: ${others.join(", ")}`] : []),
  ];
  if (counts.length === 0 && parts.length === 0) return outcome === "failed" ? "" : words.allWell;
  return [...(counts.length > 0 ? [`**${counts.join(" · ")}**`] : []), ...parts].join(" · ");
}

/** Which commit, where it ran, and for which tickets. */
function runLine({ run, allocations }: Report): string {
  if (run === undefined) return "";
  const tickets = new Set(allocations.flatMap((one) => one.run?.ticketId ?? []));
  const shown = [...tickets]
    .slice(0, MOST_TICKETS)
    .map((ticket) => code(clip(ticket, LONGEST_TICKET)))
    .join(", ");
  const more = tickets.size > MOST_TICKETS ? `, … and ${tickets.size - MOST_TICKETS} more` : "";
  return [
    ...(run.commit === null ? [] : [`commit ${code(run.commit.slice(0, 12))}`]),
    ...(run.url === null ? [] : [`[the run](${run.url})`]),
    ...(tickets.size === 0 ? [] : [`tickets ${shown}${more}`]),
    `in ${Math.round(run.seconds)} s`,
  ].join(" · ");
}

/** What happens to how many numbers, such as `10 released`; of a run, what it says that it has done. */
export function countsOf({ totals, run, allocations }: Report): string[] {
  if (run !== undefined) return countsOfRun(run.done);
  const named: [number, string][] = [
    [totals.added, "added"],
    [totals.released, "released"],
    [totals.replaced, "released and uploaded again"],
    [totals.reset, "given new settings"],
    [totals.moved, "moved between allocations"],
    [totals.imported, "imported"],
    [totals.left, "left in the tenant"],
    [totals.drifted, "drifted"],
    [pendingIn(allocations), "sent earlier, not yet seen"],
    [totals.notAcquired, "waiting for Operator Connect"],
  ];
  return named.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
}

function countsOfRun(done: DoneCounts): string[] {
  const named: [number, string][] = [
    [done.uploaded, "uploaded"],
    [done.released, "released"],
    [done.repaired, "repaired"],
    [done.reset, "given new settings"],
    [done.takenOver, "taken over"],
    [done.left, "left in the tenant"],
    [done.waiting, "sent, and not seen yet"],
  ];
  return named.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
}

/** What is most dangerous comes first, so that it is not what there is no room for. */
function byWeight(a: AllocationReport, b: AllocationReport): number {
  const leaving = (one: AllocationReport): number =>
    size(one.released) + size(one.replaced) + size(one.reset);
  const drifted = (one: AllocationReport): number =>
    (one.drift ?? []).reduce((sum, { count }) => sum + count, 0);
  return leaving(b) - leaving(a) || drifted(b) - drifted(a) || a.name.localeCompare(b.name);
}

function notShown(hidden: readonly AllocationReport[]): string {
  const total = (key: "added" | "released" | "replaced" | "reset"): number =>
    hidden.reduce((sum, one) => sum + size(one[key]), 0);
  const drifted = hidden.flatMap(({ drift }) => drift ?? []).reduce((sum, { count }) => sum + count, 0);
  return (
    `… and ${counted(hidden.length, "more allocation")} for which there is no room here: ${counted(total("added"), "number")} added, ` +
    `${total("released")} released, ${total("replaced")} released and uploaded again, ${total("reset")} given new settings, ` +
    `${drifted} drifted. ` +
    "All of them: `npx pulumi-liveplatform report --json`.\n"
  );
}

function footOf({ unchanged: { resources, unlisted } }: Report): string {
  if (resources === 0) return "";
  const missing =
    unlisted === 0
      ? ""
      : ` Of ${unlisted === resources ? itOrThem(resources) : `${unlisted} of them`} the preview says nothing: with \`--show-sames\` it also tells drift that is ignored, and numbers that wait for Operator Connect.`;
  return `<sub>${counted(resources, "resource")} unchanged.${missing}</sub>\n`;
}

function size(numbers: Record<string, number> | null): number {
  return Object.values(numbers ?? {}).reduce((sum, count) => sum + count, 0);
}
