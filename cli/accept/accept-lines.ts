import { NUMBERS_FILE, PROGRAM_FILE } from "../export/target-folder";
import type { ProfileNames } from "../input/profile-names";
import { plainText } from "../output/plain-text";
import type { Acceptance, Kept, Shift } from "./acceptance";
import type { Deployed } from "./deployed";

/** What was found, a line for each group of numbers that go the same way. */
export function acceptLines(
  { shifts, created, kept }: Acceptance,
  deployed: readonly Deployed[],
  profiles: ProfileNames,
): string[] {
  const settings = new Map([...created, ...deployed.map((one) => [one.name, one.settings] as const)]);
  const profileOf = (name: string): string => {
    const id = settings.get(name)?.callingProfile ?? "";
    return plainText(profiles.get(id) ?? id);
  };
  const shown = (name: string): string => (created.has(name) ? `${name} (new, ${profileOf(name)})` : name);
  return [
    ...shifts.map(({ numbers, from, to }) => `  ${numbers.describe()}: ${shiftText({ from, to }, shown)}`),
    ...(kept.length === 0 ? [] : ["Stays as it is declared:"]),
    ...kept.map((one) => `  ${keptText(one)}`),
  ];
}

function shiftText({ from, to }: Pick<Shift, "from" | "to">, shown: (name: string) => string): string {
  if (to === undefined) return `no longer in the tenant; leaves ${String(from)}`;
  if (from === undefined) return `added to the tenant by others; joins ${shown(to)}`;
  return `other settings in the tenant; moves from ${from} to ${shown(to)}`;
}

function keptText({ numbers, allocation, reason }: Kept): string {
  const where = allocation === undefined ? "not declared" : allocation;
  return `${numbers.describe()} (${where}): ${plainText(reason)}`;
}

/** What is left to do by hand, and what comes next, once the files are written. */
export function nextLines(emptied: readonly string[], needsAdoption: boolean): string[] {
  return [
    ...(emptied.length === 0
      ? []
      : [`No number is left in ${emptied.join(", ")}: take it out of ${PROGRAM_FILE} and ${NUMBERS_FILE}.`]),
    ...(needsAdoption
      ? [
          "The next up takes over numbers that others have added: it needs adoptExisting: true on the allocations that they join.",
        ]
      : []),
    "Next: pulumi preview, which sends nothing for these numbers, then pulumi up, so that the state says the same.",
  ];
}
