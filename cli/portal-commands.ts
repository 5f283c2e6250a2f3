import { type Command, Option } from "commander";

/** The verbs of `emulator portal`: what can be clicked on the page, for a script or a terminal. */
export function addPortalCommands(emulator: Command, print: (line: string) => void): void {
  const portal = emulator
    .command("portal")
    .description("work in the portal of the running emulator that LIVEPLATFORM_BASE_URL and _TOKEN name")
    .addHelpText(
      "after",
      "\nNumbers are +61395556905, or first..last. The same, to click: the page that `open` prints.",
    );
  const verb = (usage: string, description: string): Command => {
    const command = portal.command(usage).description(description);
    return command.action(async (...typed: unknown[]) => {
      const { portalVerb } = await import("./portal/portal-verbs.js");
      await portalVerb({
        verb: command.name(),
        words: wordsOf(typed.slice(0, -2)),
        options: command.opts<Partial<Record<string, string>>>(),
        env: process.env,
        print,
      });
    });
  };
  const tenant = () => new Option("--tenant <guid>", "the customer's Microsoft Entra tenant");
  const profile = () => new Option("--profile <profile>", "a calling profile, by id or name");
  verb("open", "print a link that opens the portal page, once");
  verb("list", "print the numbers that match, a page at a time")
    .addOption(tenant())
    .option("--search <text>", "digits that the number has, or first..last")
    .addOption(new Option("--use <use>", "in use or not").choices(["used", "free"]))
    .option("--status <name>", "Active, Uploaded, MarkedForRemoval …")
    .option("--page <number>", "from 1");
  verb("tasks", "print the tasks that run, and the last that ended");
  verb("remove <numbers...>", "take numbers away without a release").addOption(tenant());
  verb("reprofile <numbers...>", "give numbers another calling profile").addOption(
    profile().makeOptionMandatory(),
  );
  verb("assign <numbers...>", "assign numbers: they are in use").option(
    "--as <status>",
    "the assignment status",
    "UserAssigned",
  );
  verb("unassign <numbers...>", "unassign numbers");
  verb("mark <numbers...>", "mark numbers for removal");
  verb("add <numbers...>", "add numbers, Active and not in use")
    .addOption(tenant().makeOptionMandatory())
    .addOption(profile());
  verb("advance <duration>", "move the platform's time on, by 90s or 24h");
  verb("fault [rule]", "put a fault in force, given as JSON; without one, list those in force").option(
    "--lift <id>",
    "lift a fault",
  );
}

function wordsOf(typed: readonly unknown[]): string[] {
  return typed.flat().filter((word) => typeof word === "string");
}
