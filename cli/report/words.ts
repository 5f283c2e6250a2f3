import type { AllocationReport, Report } from "./schema";

/** What differs between the Markdown of a preview and that of a fleet. */
export interface Words {
  readonly titles: Readonly<Record<Report["outcome"], string>>;
  /** Above the errors. */
  readonly failure: string;
  /** Where nothing differs. */
  readonly allWell: string;
  /** Of the allocations that are named. */
  readonly touched: string;
  /** In the heading of an allocation. */
  readonly operations: Readonly<Record<AllocationReport["operation"], string>>;
}

/** Of an allocation, where nothing else is to be done. */
export const WAITING = "waits for numbers that it has sent";

const OPERATIONS = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  import: "imported",
  unchanged: "unchanged",
} as const;

export const WORDS_OF_PREVIEW: Words = {
  titles: {
    nothing: "Telephone numbers: nothing to do",
    changes: "Telephone numbers: changes",
    drift: "Telephone numbers: drift",
    failed: "Telephone numbers: the preview failed",
  },
  failure: "**The preview failed.** What follows is only what it had found until then.",
  allWell: "The tenants hold what the program declares.",
  touched: "touched",
  operations: OPERATIONS,
};

export const WORDS_OF_RUN: Words = {
  titles: {
    nothing: "Telephone numbers: nothing to do",
    changes: "Telephone numbers: done",
    drift: "Telephone numbers: done",
    failed: "Telephone numbers: the run failed",
  },
  failure: "**The run failed.** What follows is what it has done all the same.",
  allWell: "The tenants hold what the program declares.",
  touched: "touched",
  operations: OPERATIONS,
};

export const WORDS_OF_DRIFT: Words = {
  titles: {
    nothing: "Telephone numbers: no drift",
    changes: "Telephone numbers: sent, and not seen yet",
    drift: "Telephone numbers: drift",
    failed: "Telephone numbers: not everything could be looked at",
  },
  failure: "**Not everything could be looked at.** What follows is what was found of the rest.",
  allWell: "The tenants hold what the states say.",
  touched: "affected",
  operations: { ...OPERATIONS, create: "no longer in its tenant", update: "differs from its state" },
};
