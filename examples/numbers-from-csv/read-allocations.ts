import type { OcNumberAllocationArgs } from "pulumi-liveplatform";
import { PROFILES, USAGES } from "./catalogue";
import { Mistakes } from "./mistakes";
import { findRepeated, readEntry, type Entry } from "./read-entry";
import { readSheet, type Cell, type Row } from "./read-sheet";

const COLUMNS = ["Number", "Last number", "Profile", "Usage"] as const;

type Settings = Pick<OcNumberAllocationArgs, "callingProfile" | "usage" | "capabilities">;

export interface Allocation extends Settings {
  /** Profile and usage, so that it stays the same however the sheet is sorted. */
  readonly name: string;
  readonly phoneNumbers: string[];
  readonly phoneNumberRanges: { start: string; end: string }[];
}

export interface Sheet {
  readonly allocations: Allocation[];
  /** Every mistake in the sheet, in its order, as lines to print. */
  readonly mistakes: string[];
}

/** Reads a sheet with the columns Number, Last number (of a range, else empty), Profile and Usage. */
export function readAllocations(bytes: Buffer): Sheet {
  const mistakes = new Mistakes();
  const allocations = new Map<string, Allocation>();
  const entries: Entry[] = [];
  for (const row of readSheet(bytes, COLUMNS, mistakes)) {
    const entry = readEntry(row, mistakes);
    const settings = readSettings(row, mistakes);
    if (entry !== undefined) entries.push(entry);
    if (entry === undefined || settings === undefined) continue;
    const allocation = allocations.get(settings.name) ?? {
      ...settings,
      phoneNumbers: [],
      phoneNumberRanges: [],
    };
    allocations.set(allocation.name, allocation);
    if (entry.first === entry.last) allocation.phoneNumbers.push(entry.first);
    else allocation.phoneNumberRanges.push({ start: entry.first, end: entry.last });
  }
  findRepeated(entries, mistakes);
  return { allocations: [...allocations.values()], mistakes: mistakes.list() };
}

function readSettings(
  row: Row<"Profile" | "Usage">,
  mistakes: Mistakes,
): (Settings & { name: string }) | undefined {
  const callingProfile = lookUp(row("Profile"), PROFILES, mistakes);
  const usage = lookUp(row("Usage"), USAGES, mistakes);
  if (callingProfile === undefined || usage === undefined) return undefined;
  const name = `${row("Profile").text}-${row("Usage").text}`.toLowerCase();
  return { name, callingProfile, ...usage };
}

function lookUp<Value>(
  cell: Cell,
  catalogue: Readonly<Record<string, Value>>,
  mistakes: Mistakes,
): Value | undefined {
  const found = new Map(Object.entries(catalogue)).get(cell.text.toLowerCase());
  if (found === undefined) {
    mistakes.in(cell, `"${cell.text}" is none of ${Object.keys(catalogue).join(", ")}`);
  }
  return found;
}
