import { isDeepStrictEqual } from "node:util";

import type { Settings } from "../../../provider/config/settings";
import { NumberSet } from "../../../provider/numbers/number-set";
import type { Desk, Values } from "./desk";

/** `pulumi up --refresh` with the program that declares these numbers. What went wrong, or undefined. */
export async function up(desk: Desk, declared: NumberSet): Promise<string | undefined> {
  desk.bench.begin("up", declared);
  const refreshed = await refresh(desk);
  if (refreshed !== undefined) return refreshed;
  const checked = await desk.check(declared);
  if (checked.value === undefined) return checked.error?.message;
  if (desk.saved === undefined) return (await desk.create(checked.value)).error?.message;
  const { work, error } = await compare(desk, checked.value);
  if (error !== undefined || !work) return error;
  return (await desk.update(checked.value)).error?.message;
}

/** What the preview after it would show: `nothing`, or what is wrong. */
export async function preview(desk: Desk, declared: NumberSet): Promise<string> {
  desk.bench.begin("up", declared);
  const refreshed = await refresh(desk);
  if (refreshed !== undefined) return refreshed;
  if (desk.saved === undefined) return "create";
  const checked = await desk.check(declared);
  if (checked.value === undefined) return checked.error?.message ?? "";
  const { work, error } = await compare(desk, checked.value);
  return error ?? (work ? "update" : "nothing");
}

/** `pulumi destroy --refresh`. What went wrong, or undefined. */
export async function destroy(desk: Desk, settings: Partial<Settings> = {}): Promise<string | undefined> {
  desk.bench.begin("destroy", NumberSet.empty, settings);
  const refreshed = await refresh(desk);
  if (refreshed !== undefined || desk.saved === undefined) return refreshed;
  return (await desk.delete()).error?.message;
}

async function refresh(desk: Desk): Promise<string | undefined> {
  return desk.saved && (await desk.read()).error?.message;
}

/** A resource whose last update ended with reasons is updated even where nothing differs. */
async function compare(desk: Desk, inputs: Values): Promise<{ work: boolean; error: string | undefined }> {
  const { value, error } = await desk.diff(inputs);
  const isChanged = value?.changes ?? !isDeepStrictEqual(desk.saved?.inputs, inputs);
  return { work: isChanged || desk.saved?.isPartial === true, error: error?.message };
}
