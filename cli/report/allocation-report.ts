import { NumberSet } from "../../provider/numbers/number-set";
import type { AllocationStep, Side } from "./allocation-step";
import { type Changes, repairsOf } from "./changes";
import type { AllocationReport } from "./schema";

/** @param changes undefined where its numbers are not shown */
export function allocationOf(step: AllocationStep, changes: Changes | undefined): AllocationReport {
  const { before, after } = step;
  return {
    urn: step.urn,
    name: step.name,
    msTenantId: before?.tenant ?? after?.tenant ?? null,
    operation: step.operation,
    replaceReasons: [...step.replaceReasons],
    settings: [...step.settings],
    secret: step.isSecret,
    before: sizeOf(before),
    after: sizeOf(after),
    ...canonical(changes),
    pending: pendingOf(step),
    drift: driftOf(step, changes),
    notAcquired: notAcquiredOf(step),
    assignedCount: before === undefined ? 0 : (before.values.assignedCount ?? null),
  };
}

/** The state counts its numbers also where they are secret. */
function sizeOf(side: Side | undefined): number | null {
  return side === undefined ? 0 : (side.numbers?.size ?? side.values.numberCount ?? null);
}

function canonical(changes: Changes | undefined): Record<keyof Changes, Record<string, number> | null> {
  const shown = (key: keyof Changes): Record<string, number> | null => changes?.[key].toCanonical() ?? null;
  return {
    added: shown("added"),
    released: shown("released"),
    replaced: shown("replaced"),
    reset: shown("reset"),
    handedOver: shown("handedOver"),
    takenOver: shown("takenOver"),
    left: shown("left"),
  };
}

function pendingOf({ isSecret, before }: AllocationStep): Record<string, number> | null {
  const pending = before?.values.pending ?? {};
  return isSecret || typeof pending === "string" ? null : pending;
}

function driftOf(step: AllocationStep, changes: Changes | undefined): AllocationReport["drift"] {
  if (step.drift === undefined) return null;
  return repairsOf(step, changes?.handedOver ?? NumberSet.empty).map(({ reason, repair, numbers }) => ({
    reason,
    repair,
    count: numbers.size,
    numbers: numbers.toCanonical(),
  }));
}

function notAcquiredOf({ isSecret, isLost, before }: AllocationStep): AllocationReport["notAcquired"] {
  const found = before?.values.notAcquired;
  if (found === undefined || isLost || typeof found === "string") return null;
  return isSecret ? { ...found, numbers: [] } : found;
}
