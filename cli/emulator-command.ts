import { readFileSync } from "node:fs";
import { startEmulator, type EmulatorOptions, type RecordedRequest, type Seed } from "../emulator";
import { seedSchema } from "../emulator/seed-schema";
import { parseDuration } from "../provider/config/duration";

/** What the command needs of the terminal. */
export interface Terminal {
  readonly print: (line: string) => void;
  /** Settles when the command is to end. */
  readonly stop: Promise<void>;
}

/** The options as typed: `port`, `seed`, `state`, `token`, `taskDuration`. */
export type EmulatorArguments = Readonly<Partial<Record<string, string>>>;

/** Runs the emulator until told to stop; prints where it is, how to sign in, and each request on a line. */
export async function emulatorCommand(typed: EmulatorArguments, { print, stop }: Terminal): Promise<void> {
  const options = optionsOf(typed);
  const emulator = await startEmulator({ ...options, onRequest: (request) => print(lineOf(request)) });
  print(`Live Platform emulator at ${emulator.url}, token ${emulator.token}`);
  print("Stop it with Ctrl-C. To use it:");
  print(`  export LIVEPLATFORM_BASE_URL=${emulator.url}`);
  print(`  export LIVEPLATFORM_TOKEN=${emulator.token}`);
  await stop;
  await emulator.close();
  print("Stopped.");
}

function optionsOf({
  port = "4010",
  seed,
  state,
  token,
  taskDuration = "2s",
}: EmulatorArguments): EmulatorOptions {
  const taskDurationMs = parseDuration(taskDuration);
  if (taskDurationMs === undefined) {
    throw new Error(`--task-duration: expected a duration such as 2s or 500ms, not '${taskDuration}'.`);
  }
  return {
    port: portOf(port),
    taskDurationMs,
    ...(seed !== undefined && { seed: readSeed(seed) }),
    ...(state !== undefined && { stateFile: state }),
    ...(token !== undefined && { token }),
  };
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`--port: expected a number from 0 to 65535, not '${text}'.`);
}

function readSeed(file: string): Seed {
  const seed = seedSchema.safeParse(parseFile(file));
  if (seed.success) return seed.data;
  const [issue] = seed.error.issues;
  throw new Error(`--seed: ${file}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a seed"}`);
}

function parseFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`--seed: ${file} cannot be read as JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

function lineOf({ verb, path, query, status }: RecordedRequest): string {
  const search = new URLSearchParams(query).toString();
  return `${verb} ${path}${search === "" ? "" : `?${search}`} → ${status ?? "connection cut"}`;
}
