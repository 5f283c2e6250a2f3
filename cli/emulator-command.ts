import { type Emulator, type EmulatorOptions, type LogEntry, type Seed, startEmulator } from "../emulator";
import { plainIssues } from "../emulator/plain-issues";
import { seedSchema } from "../emulator/seed-schema";
import { counted } from "../provider/common/counted";
import { messageOf } from "../provider/common/message-of";
import { parseDuration } from "../provider/config/duration";
import { readJson } from "./input/read-json";

/** What the command needs of the terminal. */
export interface Terminal {
  readonly print: (line: string) => void;
  /** Settles when the command is to end. */
  readonly stop: Promise<void>;
}

/** The options as typed: `port`, `seed`, `state`, `token`, `taskDuration`. */
export type EmulatorArguments = Readonly<Partial<Record<string, string>>>;

/** Runs the emulator until told to stop; prints where it is, what it holds, how to sign in, and then its log. */
export async function emulatorCommand(typed: EmulatorArguments, { print, stop }: Terminal): Promise<void> {
  const options = optionsOf(typed);
  const emulator = await started({ ...options, onLog: (entry) => print(lineOf(entry)) });
  print(`Live Platform emulator at ${emulator.url}, token ${emulator.token}`);
  for (const line of inventoryOf(emulator)) print(line);
  print(`Its portal, to look and to click (the link works once): ${emulator.invite()}`);
  print("Stop it with Ctrl-C. To use it:");
  print(`  export LIVEPLATFORM_BASE_URL=${emulator.url}`);
  print(`  export LIVEPLATFORM_TOKEN=${emulator.token}`);
  await stop;
  await emulator.close();
  print("Stopped.");
}

async function started(options: EmulatorOptions): Promise<Emulator> {
  try {
    return await startEmulator(options);
  } catch (error) {
    if (typeof error !== "object" || error === null || !("code" in error)) throw error;
    throw new Error(`--port: ${whyNot(error.code, options.port)}`);
  }
}

function whyNot(code: unknown, port = 0): string {
  if (code === "EADDRINUSE")
    return `${port} is in use, perhaps by another emulator. Use --port with another number, or --port 0 for a free one.`;

  if (code === "EACCES") return `${port} is not allowed to you. Use --port with a number from 1024 on.`;
  return `cannot listen on ${port} (${String(code)}). Use --port with another number.`;
}

/** The tenants and the calling profiles, to copy their ids from. */
function inventoryOf(emulator: Emulator): string[] {
  const { tenants, callingProfiles } = emulator.overview();
  return [
    "Tenants:",
    ...tenants.map(
      ({ msTenantId, name, numbers }) => `  ${msTenantId}  ${name}, ${counted(numbers, "number")}`,
    ),
    "Calling profiles:",
    ...callingProfiles.map(({ callingProfileId, name, sbcs }) => {
      const refusal = sbcs.length === 0 ? " (no SBC: uploads with it are refused)" : "";
      return `  ${callingProfileId}  ${name}${refusal}`;
    }),
  ];
}

function optionsOf({
  port = "4010",
  seed,
  state,
  token,
  taskDuration = "2s",
}: EmulatorArguments): EmulatorOptions {
  const taskDurationMs = parseDuration(taskDuration);
  if (taskDurationMs === undefined)
    throw new Error(`--task-duration: expected a duration such as 2s or 500ms, not '${taskDuration}'.`);

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
  throw new Error(`--seed: ${file}: ${plainIssues(seed.error)}`);
}

function parseFile(file: string): unknown {
  try {
    return readJson(file);
  } catch (error) {
    throw new Error(`--seed: ${messageOf(error)}`);
  }
}

function lineOf({ at, kind, text }: LogEntry): string {
  return `${new Date(at).toISOString()} ${kind === "action" ? "portal: " : ""}${text}`;
}
