import { NumberSet } from "../../../provider/numbers/number-set";
import { allocationOf } from "../allocation-report";
import { type AllocationStep, allocationSteps } from "../allocation-step";
import { type Changes, changesOf } from "../changes";
import { byRisk, messagesOf } from "../messages";
import { countOthers, stackOf, unchangedOf } from "../other-resources";
import type { AllocationReport, DoneCounts, Message, Report } from "../schema";
import { isTouched, totalsOf } from "../totals";
import { doneCounts } from "./done-counts";
import type { Run } from "./parse-run";
import type { Pipeline } from "./pipeline";

/** What a run has done to telephone numbers. Errors: an allocation whose state cannot be read. */
export function makeRunReport(run: Run, pipeline: Pipeline): Report {
  const steps = allocationSteps(run);
  const changes = changesByStep(steps, run);
  const allocations = steps.map((step) => allocationOfRun(step, changes.get(step), run));
  const secret = new Set(steps.filter(({ isSecret }) => isSecret).map(({ urn }) => urn));
  const otherResources = countOthers({ ...run, steps: run.steps.filter(({ urn }) => !run.failed.has(urn)) });
  const errors = [...cutOff(run), ...messagesOf(run.diagnostics, "error", secret)];
  const isChanged = allocations.some(({ operation }) => operation !== "unchanged");
  const hasFailed = run.result !== "succeeded" || errors.length > 0;
  return {
    version: 1,
    ...stackOf(run),
    outcome: hasFailed
      ? "failed"
      : isChanged || Object.keys(otherResources).length > 0
        ? "changes"
        : "nothing",
    errors,
    warnings: byRisk(messagesOf(run.diagnostics, "warning", secret)),
    totals: totalsOf(allocations),
    releases: [],
    allocations: allocations.filter((one) => isTouched(one) || one.notAcquired !== null),
    otherResources,
    unchanged: { ...unchangedOf(run), unlisted: 0 },
    run: {
      result: run.result,
      seconds: run.seconds,
      ...pipeline,
      done: sumOf(allocations.flatMap(({ run: own }) => own?.done ?? [])),
    },
  };
}

/** Of those alone that came to their end: what a failed one has come to is not told. */
function changesByStep(
  steps: readonly AllocationStep[],
  { failed }: Run,
): Map<AllocationStep, Changes | undefined> {
  const ended = steps.filter(({ urn }) => !failed.has(urn));
  const changes = changesOf(ended);
  return new Map(ended.map((step, index) => [step, changes[index]]));
}

function allocationOfRun(step: AllocationStep, changes: Changes | undefined, run: Run): AllocationReport {
  const { urn, isSecret, after } = step;
  const isImport = step.operation === "import";
  // An update may follow an import: the lines are of that.
  const lines = isImport ? [] : (run.done.get(urn) ?? []);
  const ticketId = run.declared.get(urn)?.["ticketId"];
  const pending = after?.values.pending ?? {};
  const failed = run.failed.has(urn);
  const allocation = allocationOf(step, changes);
  const done = { ...doneCounts(lines), ...(isImport && { takenOver: allocation.after ?? 0 }) };
  return {
    ...allocation,
    ...agreed(allocation, done),
    // Nor is it told which of them are repaired.
    drift: failed ? [] : allocation.drift,
    pending: isSecret || typeof pending === "string" ? null : pending,
    run: { failed, ticketId: typeof ticketId === "string" ? ticketId : null, told: [...lines], done },
  };
}

/**
 * Which numbers they were follows from the states before and after; but one that moves between allocations in two runs looks
 * released and added. Where the provider's own count is another, it is not known which.
 */
function agreed(
  { added, released, takenOver, handedOver }: AllocationReport,
  done: DoneCounts,
): Pick<AllocationReport, "added" | "released" | "takenOver" | "handedOver"> {
  const ifSo = (numbers: AllocationReport["added"], count: number): AllocationReport["added"] =>
    numbers !== null && NumberSet.fromCanonical(numbers).size === count ? numbers : null;
  return {
    added: ifSo(added, done.uploaded),
    released: ifSo(released, done.released),
    takenOver: ifSo(takenOver, done.takenOver),
    handedOver: ifSo(handedOver, done.handedOver),
  };
}

function cutOff({ result }: Run): Message[] {
  if (result !== "cut off") return [];
  const message =
    "the output ends in the middle of the run: it was killed, or is still going on. What follows is what it had told until then. Run pulumi up again to finish it";
  return [{ resource: null, message }];
}

function sumOf(all: readonly DoneCounts[]): DoneCounts {
  const sum = (key: keyof DoneCounts): number => all.reduce((total, counts) => total + counts[key], 0);
  return {
    uploaded: sum("uploaded"),
    released: sum("released"),
    repaired: sum("repaired"),
    reset: sum("reset"),
    takenOver: sum("takenOver"),
    handedOver: sum("handedOver"),
    left: sum("left"),
    waiting: sum("waiting"),
  };
}
