import { counted, isOrAre } from "../provider/common/counted";
import { type Surroundings, connectFromEnvironment } from "./export/surroundings";
import { profileNames } from "./input/profile-names";
import { tenantOption } from "./input/tenant-option";
import { inventoryCsv, inventoryJson, inventoryLines } from "./inventory/inventory-texts";
import { type Taken, takeInventory } from "./inventory/take-inventory";
import { type BarTerminal, ProgressBar } from "./output/progress-bar";

/** The options as typed. */
export interface InventoryArguments {
  readonly tenant?: readonly string[];
  readonly csv?: true;
  readonly json?: true;
}

const COMPLETE = 0;
const INCOMPLETE = 2;

/**
 * Counts the numbers of tenants by profile and block of 100. Answers the exit code: 0; 2 where rows of the list could not be
 * read, or it changed each time that it was read.
 */
export async function inventoryCommand(
  { tenant = [], csv, json }: InventoryArguments,
  surroundings: Surroundings & { readonly stderr: BarTerminal },
): Promise<number> {
  if (csv && json) throw new Error("--csv, --json: one of them, not both.");
  const tenants = [...new Set(tenant.map(tenantOption))];
  const api = connectFromEnvironment(surroundings);
  const profiles = await profileNames(api);
  const bar = new ProgressBar(surroundings.stderr, "numbers");
  const taken = await takeInventory(api, tenants, (done, total) => bar.show(done, total)).finally(() =>
    bar.done(),
  );
  const { inventory, unreadable, consistent } = taken;
  if (json) {
    const said = { ...inventoryJson(inventory, profiles), unreadable, consistent };
    surroundings.print(JSON.stringify(said, undefined, 2));
  } else {
    const lines = csv ? inventoryCsv(inventory, profiles) : inventoryLines(inventory, profiles);
    for (const line of lines) surroundings.print(line);
    for (const note of notes(taken)) surroundings.stderr.write(`${note}\n`);
  }
  return unreadable === 0 && consistent ? COMPLETE : INCOMPLETE;
}

function notes({ unreadable, consistent }: Taken): string[] {
  return [
    ...(unreadable === 0
      ? []
      : [
          `${counted(unreadable, "row")} of the list could not be read, and ${isOrAre(unreadable)} counted nowhere.`,
        ]),
    ...(consistent
      ? []
      : [
          "The list changed each time that it was read: run this again when no upload or release is under way.",
        ]),
  ];
}
