#!/usr/bin/env node
import { Command } from "commander";

import type { AcceptArguments } from "./accept-command";
import type { DoctorArguments } from "./doctor-command";
import { endQuietly } from "./end-quietly";
import type { ExportArguments } from "./export-command";
import { addOperatorCommands } from "./operator-commands";
import { ownVersion } from "./own-version";
import { addPortalCommands } from "./portal-commands";
import type { ReportArguments } from "./report-command";

endQuietly([process.stdout, process.stderr]);

const program = new Command("pulumi-liveplatform")
  .description("Operator Connect telephone numbers on AudioCodes Live Platform")
  .version(ownVersion(), "-V, --version", "print the version of this package");

// The code of a command is loaded when it runs: `--help` should not wait for the others.
const emulator = program
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
addPortalCommands(emulator, print);

program
  .command("export")
  .description(
    "write a program that declares the numbers a tenant holds, or list those that no state declares",
  )
  .requiredOption("--tenant <guid>", "the customer's Microsoft Entra tenant")
  .option("--out <dir>", "the folder to write (default: liveplatform-<first 8 digits of the tenant>)")
  .option(
    "--import-file [file]",
    "write no program: write what pulumi import --file reads, for the plugin (default: import.json)",
  )
  .option(
    "--force",
    "overwrite index.ts, numbers.json and NOT-EXPORTED.md, or the import file, whoever wrote them",
  )
  .option(
    "--capability <name...>",
    "capabilities that uploads ask for, besides InboundCalling, OutboundCalling and Mobile",
  )
  .option(
    "--ignore-capability <name...>",
    "capabilities that the platform adds by itself, not to be declared",
  )
  .option(
    "--unmanaged",
    "write nothing: list the numbers of the tenant that none of the given states declares",
  )
  .option(
    "--state <path...>",
    "with --unmanaged: states, as pulumi stack export writes them: files, or folders of them",
  )
  .option("--json", "with --unmanaged: as JSON")
  .addHelpText(
    "after",
    "\nExit code: 0; 2 where numbers are not exported, or not declared; 1 where it failed.",
  )
  .action(async (options: ExportArguments) => {
    const { exportCommand } = await import("./export-command.js");
    process.exitCode = await exportCommand(options, { print, env: process.env });
  });

program
  .command("accept")
  .description("make an exported project declare what others have changed in its tenant")
  .option("--dir <dir>", "the project's folder", ".")
  .option("--stack <name>", "the stack that was deployed from it (default: the selected one)")
  .option("--state <file>", "the stack's state, as pulumi stack export writes it, instead of --stack")
  .option("--tenant <guid>", "where the stack has several: the customer's Microsoft Entra tenant")
  .option("--yes", "write it; without this, only show it")
  .option("--capability <name...>", "as for export")
  .option("--ignore-capability <name...>", "as for export")
  .addHelpText(
    "after",
    "\nExit code: 0; 2 where numbers stay as they are declared; 3 where there are changes, and no --yes; 1 where it failed.",
  )
  .action(async (options: AcceptArguments) => {
    const { acceptCommand } = await import("./accept-command.js");
    process.exitCode = await acceptCommand(options, { print, env: process.env });
  });

program
  .command("report")
  .description("what a preview does to telephone numbers, or an up has done, for a pull request or a chat")
  .argument("[file]", "what pulumi preview --json or pulumi up --json has printed (default: standard input)")
  .option("--json", "as JSON")
  .option("--format <format>", "markdown, or a card: teams, slack (default: markdown)")
  .option(
    "--max-length <characters>",
    "of the Markdown, or the host of the comment: github, gitlab, bitbucket",
    "65000",
  )
  .option("--names", "ask the platform, by LIVEPLATFORM_*, for the names of calling profiles; never fails")
  .addHelpText(
    "after",
    "\nExit code: 0 nothing to do; 2 changes; 3 drift; 4 the preview or the run had failed; 1 no report could be made.",
  )
  .action(async (file: string | undefined, options: ReportArguments) => {
    const { reportCommand } = await import("./report-command.js");
    process.exitCode = await reportCommand(file, options, { print, stdin: process.stdin, env: process.env });
  });

program
  .command("doctor")
  .description("check settings, network, credential and rights of this environment; changes nothing")
  .option("--tenant <guid>", "look at the numbers of this Microsoft Entra tenant only")
  .option("--json", "as JSON")
  .addHelpText(
    "after",
    "\nReads LIVEPLATFORM_* of the environment. Exit code: 0; 1 where a check has failed.",
  )
  .action(async (options: DoctorArguments) => {
    const { doctorCommand } = await import("./doctor-command.js");
    process.exitCode = await doctorCommand(options, { print, env: process.env });
  });

addOperatorCommands(program, print);

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
