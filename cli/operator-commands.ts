import type { Command } from "commander";

import type { DriftArguments } from "./drift-command";
import type { FindArguments } from "./find-command";
import type { InventoryArguments } from "./inventory-command";

type Print = (line: string) => void;

/** The commands for the people who look after numbers every day. Their code is loaded when one runs. */
export function addOperatorCommands(program: Command, print: Print): void {
  addFind(program, print);
  addInventory(program, print);
  addDrift(program, print);
}

function addFind(program: Command, print: Print): void {
  program
    .command("find")
    .description("where numbers are and whose: tenant, profile, status, use, and which state holds them")
    .argument(
      "<numbers...>",
      "numbers with their plus, in any notation, and blocks: +49895432200..+49895432299",
    )
    .option(
      "--state <path...>",
      "states to look in: files as pulumi stack export writes them, or folders of them",
    )
    .option("--backend", "look in every stack of the backend that the Pulumi CLI is logged in to")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      "\nExit code: 0; 2 where a number is in no tenant, or in none or several of the states; 1 where it failed.",
    )
    .action(async (numbers: string[], options: FindArguments) => {
      const { findCommand } = await import("./find-command.js");
      process.exitCode = await findCommand(numbers, options, { print, env: process.env });
    });
}

function addInventory(program: Command, print: Print): void {
  program
    .command("inventory")
    .description("count the numbers of all tenants: held, in use, free, marked, by profile and block of 100")
    .option("--tenant <guid...>", "only these Microsoft Entra tenants")
    .option("--csv", "as CSV: a line for each tenant, profile and block")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      "\nExit code: 0; 2 where rows could not be read, or the list changed meanwhile; 1 where it failed.",
    )
    .action(async (options: InventoryArguments) => {
      const { inventoryCommand } = await import("./inventory-command.js");
      const surroundings = { print, env: process.env, stderr: process.stderr };
      process.exitCode = await inventoryCommand(options, surroundings);
    });
}

function addDrift(program: Command, print: Print): void {
  program
    .command("drift")
    .description("compare every allocation of many states with its tenant, without programs and engine")
    .option("--state <path...>", "states: files as pulumi stack export writes them, or folders of them")
    .option("--backend", "every stack of the backend that the Pulumi CLI is logged in to")
    .option("--unmanaged", "also name numbers of these tenants that are in none of the states")
    .option("--json", "as JSON")
    .option("--format <format>", "markdown, or a card: teams, slack (default: markdown)")
    .option(
      "--max-length <characters>",
      "of the Markdown, or the host of the comment: github, gitlab, bitbucket",
      "65000",
    )
    .addHelpText(
      "after",
      "\nExit code: 0 no drift; 2 numbers are on their way; 3 drift; 4 some or all of it could not be looked at; 1 no report could be made.",
    )
    .action(async (options: DriftArguments) => {
      const { driftCommand } = await import("./drift-command.js");
      const surroundings = { print, env: process.env, stderr: process.stderr };
      process.exitCode = await driftCommand(options, surroundings);
    });
}
