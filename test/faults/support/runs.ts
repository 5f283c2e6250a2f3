import type { Settings } from "../../../provider/config/settings";
import { NumberSet } from "../../../provider/numbers/number-set";
import { type Command, InProcessEngine } from "../../support/in-process/in-process-engine";
import type { Declared } from "../../support/in-process/provider-calls";
import type { Desk } from "./desk";

/** `pulumi up --refresh` with the program that declares these numbers. What went wrong, or undefined. */
export async function up(
  desk: Desk,
  declared: NumberSet,
  settings: Partial<Settings> = {},
): Promise<Error | undefined> {
  const { troubles } = await run(desk, { command: "up", declared, settings });
  return troubles[0]?.error;
}

/** What the preview after it would show. */
export async function preview(desk: Desk, declared: NumberSet): Promise<string[]> {
  const { troubles, changes } = await run(desk, { command: "preview", declared });
  expect(troubles).toEqual([]);
  return changes;
}

/** `pulumi destroy --refresh`. What went wrong, or undefined. */
export async function destroy(desk: Desk, settings: Partial<Settings> = {}): Promise<Error | undefined> {
  const { troubles } = await run(desk, { command: "destroy", declared: NumberSet.empty, settings });
  return troubles[0]?.error;
}

interface Run {
  command: Command["command"];
  declared: NumberSet;
  settings?: Partial<Settings>;
}

function run(desk: Desk, { command, declared, settings }: Run): Promise<InProcessEngine> {
  desk.bench.begin(command === "destroy" ? "destroy" : "up", declared, settings);
  return runAll(desk, command, declared.isEmpty ? [] : [desk.declares(declared)]);
}

/** Any allocations of the desk's stack, all at once, in the run that has begun. */
export async function runAll(
  { bench, stack, calls }: Desk,
  command: Command["command"],
  declared: readonly Declared[],
  { refresh } = { refresh: true },
): Promise<InProcessEngine> {
  const engine = new InProcessEngine(stack, calls, {
    command,
    refresh,
    parallel: 100,
    random: () => 0.5,
  });
  await bench.drive(() => engine.run(() => declared));
  return engine;
}
