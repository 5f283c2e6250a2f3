import { append } from "../../../provider/common/append";
import { isAllocation } from "../allocation-step";
import { type Diagnostic, type Preview, SECRET, type Step } from "../preview";
import { type EngineEvent, type Metadata, eventsOf } from "./events";

/** What `pulumi up --json` has told, in the words of a preview: a step's `newState.inputs` are what it has come to. */
export interface Run extends Preview {
  /** `cut off`: it does not say how it ended. */
  readonly result: "succeeded" | "failed" | "cut off";
  readonly seconds: number;
  /** URNs of resources whose operation has failed, though a part of it may be done. */
  readonly failed: ReadonlySet<string>;
  /** URN of an allocation → what the provider says that it has done. */
  readonly done: ReadonlyMap<string, readonly string[]>;
  /** URN → as declared, also where the operation failed. */
  readonly declared: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** undefined: the text has no events, and is no output of a run. Errors: events of a preview alone. */
export function parseRun(content: string, source: string): Run | undefined {
  const all = eventsOf(content);
  if (all.length === 0) return undefined;
  const previewed = all.findLastIndex(({ summaryEvent }) => summaryEvent?.isPreview === true);
  const preview = all[previewed]?.summaryEvent;
  const isOver = previewed === all.length - 1 || all.slice(previewed + 1).every(isSilent);
  if (preview !== undefined && isOver) {
    if (preview.result !== "succeeded") return runOf(all.filter(isNoStep));
    throw new Error(
      `${source} has the events of a preview alone: write a preview with pulumi preview --json, without PULUMI_ENABLE_STREAMING_JSON_PREVIEW.`,
    );
  }
  return runOf(all.slice(previewed + 1));
}

function isSilent(event: EngineEvent): boolean {
  return event.resourcePreEvent === undefined && event.summaryEvent === undefined;
}

function isNoStep(event: EngineEvent): boolean {
  return event.resOutputsEvent === undefined && event.resOpFailedEvent === undefined;
}

function runOf(events: readonly EngineEvent[]): Run {
  const summary = events.findLast(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent;
  const failed = events.flatMap(({ resOpFailedEvent }) => resOpFailedEvent?.metadata ?? []);
  const told = events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []);
  return {
    config: events.find(({ preludeEvent }) => preludeEvent)?.preludeEvent?.config ?? {},
    steps: [...stepsOf(events), ...failed.map(failedStep)],
    diagnostics: told,
    changeSummary: summary?.resourceChanges ?? undefined,
    result: summary === undefined ? "cut off" : summary.result === "succeeded" ? "succeeded" : "failed",
    seconds: summary?.durationSeconds ?? 0,
    failed: new Set(failed.map(({ urn }) => urn)),
    done: doneOf(told.filter(({ ephemeral }) => ephemeral !== true)),
    declared: declaredIn(events),
  };
}

/** Halves of a replacement; what it comes to is told by its creation. */
const HALVES = new Set(["replace", "delete-replaced", "discard-replaced"]);

function stepsOf(events: readonly EngineEvent[]): Step[] {
  const begun = new Map<string, string>();
  return events.flatMap(({ resourcePreEvent, resOutputsEvent }) => {
    if (resourcePreEvent) begun.set(resourcePreEvent.metadata.urn, resourcePreEvent.metadata.op);
    if (!resOutputsEvent || HALVES.has(resOutputsEvent.metadata.op)) return [];
    const { metadata } = resOutputsEvent;
    // A refresh of its own ends with what it has found.
    const isRefresh = begun.get(metadata.urn) === "refresh";
    const step = stepOf(metadata, metadata.new?.outputs ?? undefined);
    return [isRefresh ? { ...step, op: "refresh" } : step];
  });
}

/** A failed operation does not say what it has come to. */
function failedStep(metadata: Metadata): Step {
  const inputs = metadata.new?.inputs ?? {};
  return stepOf(metadata, {
    ...inputs,
    numbers: inputs["numbers"] === SECRET ? SECRET : "[unknown]",
  });
}

function stepOf({ op, urn, provider, old, new: now }: Metadata, inputs: unknown): Step {
  return {
    op: op === "create-replacement" ? "replace" : op,
    urn,
    ...(provider !== undefined && { provider }),
    ...(old && { oldState: old }),
    ...(now && { newState: { inputs } }),
  };
}

function doneOf(told: readonly Diagnostic[]): Map<string, string[]> {
  const lines = new Map<string, string[]>();
  for (const { urn, severity, message } of told) {
    if (urn === undefined || severity !== "info" || !isAllocation({ urn })) continue;
    append(lines, urn, message.trim());
  }
  return lines;
}

function declaredIn(events: readonly EngineEvent[]): Map<string, Record<string, unknown>> {
  return new Map(
    events.flatMap(({ resourcePreEvent }): [string, Record<string, unknown>][] => {
      const { urn = "", new: now, old } = resourcePreEvent?.metadata ?? {};
      const values = now?.inputs ?? old?.outputs;
      return values ? [[urn, values]] : [];
    }),
  );
}
