import * as z from "zod";

import { NumberSet } from "../numbers/number-set";
import { parsedLine } from "./parsed-line";

const numbers = z.record(z.string(), z.number());

const lineSchema = z.object({
  key: z.string(),
  /** Project, stack and backend. */
  stack: z.string().optional(),
  /** ISO 8601 */
  at: z.string().optional(),
  platform: z.string().optional(),
  tenant: z.string().optional(),
  numbers: numbers.optional(),
  /** With which settings, by name: see `SentSettings`. */
  settings: z.record(z.string(), z.string()).optional(),
  taskId: z.string().optional(),
  /** What the task showed when a run had waited for it in vain: a status that nobody knows, or nothing. */
  status: z.string().optional(),
  /** Its end is known: the numbers that it brought in. */
  arrived: numbers.optional(),
  /** Numbers that a state has been seen to hold. */
  held: numbers.optional(),
  /** No upload: see `isLeft`. */
  isLeft: z.boolean().optional(),
  /** No upload: numbers that the platform is asked to release, and those of which the engine is about to save what became of them. */
  released: numbers.optional(),
  settled: numbers.optional(),
});

/** One line of the journal of uploads. */
export type Line = z.infer<typeof lineSchema>;

/** A stack's part of a tenant: what a line is about. */
export type LinePlace = Pick<Line, "stack" | "platform" | "tenant">;

/** An upload, by all lines of it. */
export interface Entry {
  key: string;
  file: string;
  at: string;
  place: { stack: string; platform: string; tenant: string };
  /** Those that were sent, without the ones that are known not to have come in. */
  sent: NumberSet;
  /** Those among them that no state has been seen to hold. A state from before the upload may hold what is on its way again. */
  numbers: NumberSet;
  taskId: string | undefined;
  isEnded: boolean;
  /** No upload, but what an allocation that is gone has left to another one. */
  isLeft: boolean;
}

/** Undefined where the line does not say whose it was: it is nobody's, and so is what follows it. */
export function beginning(
  { key, stack, platform, tenant, at, numbers, isLeft = false }: Line,
  file: string,
): Entry | undefined {
  if (stack === undefined || platform === undefined || tenant === undefined || at === undefined)
    return undefined;
  const place = { stack, platform, tenant };
  const sent = NumberSet.fromCanonical(numbers);
  return { key, file, at, place, sent, numbers: sent, taskId: undefined, isEnded: isLeft, isLeft };
}

/** What a further line says of an upload. */
export function follow(entry: Entry | undefined, line: Line): Entry | undefined {
  if (entry === undefined) return undefined;
  const left = line.arrived ?? line.numbers;
  const sent = left === undefined ? entry.sent : entry.sent.intersect(NumberSet.fromCanonical(left));
  return {
    ...entry,
    sent,
    taskId: line.taskId ?? entry.taskId,
    isEnded: entry.isEnded || line.arrived !== undefined,
    numbers: entry.numbers.intersect(sent).minus(NumberSet.fromCanonical(line.held)),
  };
}

export function parseLine(text: string): Line | undefined {
  return lineSchema.safeParse(parsedLine(text)).data;
}
