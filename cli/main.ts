#!/usr/bin/env node
import { Command } from "commander";

const program = new Command("pulumi-liveplatform").description(
  "Operator Connect telephone numbers on AudioCodes Live Platform",
);

// The code of a command is loaded when it runs: `--help` should not wait for the others.
program
  .command("emulator")
  .description("run Live Platform in a box, to try programs and tests on")
  .option("--port <port>", "where to listen on 127.0.0.1; 0 picks a free port", "4010")
  .option("--seed <file>", "JSON file with tenants, numbers and calling profiles to start with")
  .option("--state <file>", "JSON file that keeps the state between starts")
  .option("--token <token>", "the bearer token to ask for (default: random)")
  .option("--task-duration <duration>", "how long uploads and releases take", "2s")
  .action(async (options: Readonly<Record<string, string>>) => {
    const { emulatorCommand } = await import("./emulator-command.js");
    await emulatorCommand(options, { print, stop: untilInterrupted() });
  });

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Settles at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
