import { counted } from "../../provider/common/counted";
import type { ProfileNames } from "../input/profile-names";
import { csvLine } from "../output/csv";
import { plainText } from "../output/plain-text";
import { tableLines } from "../output/table";
import { COUNTED, type Counts } from "./counts";
import { type BlockEntry, type Inventory, groupedBy, sumOfEntries } from "./inventory";

const HEAD = ["Held", "In use", "Free", "Not acquired", "Marked", "Leaving"];
/** More blocks than this are for --csv and --json. */
const MOST_BLOCKS = 50;

/** Three tables: by tenant, by tenant and profile, by block where these are few. */
export function inventoryLines(inventory: Inventory, profiles: ProfileNames): string[] {
  const entries = inventory.entries();
  if (entries.length === 0) return [NOTHING];
  const tenantOf = ({ msTenantId }: BlockEntry): string => tenantText(inventory, msTenantId);
  const profileOf = ({ callingProfileId }: BlockEntry): string =>
    plainText(profiles.get(callingProfileId ?? "") ?? callingProfileId ?? "none");
  const rows = (keyOf: (entry: BlockEntry) => string): string[][] =>
    groupedBy(entries, keyOf).map(([key, group]) => [...key.split("\t"), ...cellsOf(sumOfEntries(group))]);
  const blocks = rows(({ block }) => block);
  const tenants = rows(tenantOf);
  return [
    ...tableLines(["Tenant", ...HEAD], [...tenants, ["All", ...cellsOf(sumOfEntries(entries))]]),
    "",
    ...tableLines(
      ["Tenant", "Profile", ...HEAD],
      rows((entry) => `${tenantOf(entry)}\t${profileOf(entry)}`),
    ),
    "",
    ...(blocks.length <= MOST_BLOCKS
      ? tableLines(["Block", ...HEAD], blocks)
      : [`${counted(blocks.length, "block")} of 100: --csv and --json have them.`]),
  ];
}

const NOTHING =
  "No number. A wrong LIVEPLATFORM_CHANNEL_ID or a credential without rights looks just like this: npx pulumi-liveplatform doctor tells.";

/** One line for each tenant, profile and block. */
export function inventoryCsv(inventory: Inventory, profiles: ProfileNames): string[] {
  const head = ["msTenantId", "tenant", "callingProfileId", "callingProfile", "block", ...COUNTED];
  return [
    csvLine(head),
    ...inventory.entries().map(({ msTenantId, callingProfileId, block, counts }) => {
      const profile = callingProfileId ?? "";
      const names = [inventory.nameOf(msTenantId) ?? "", profile, profiles.get(profile) ?? ""];
      return csvLine([msTenantId, ...names, block, ...cellsOf(counts)]);
    }),
  ];
}

/** Everything, as `--json` prints it. */
export function inventoryJson(inventory: Inventory, profiles: ProfileNames): object {
  const entries = inventory.entries();
  return {
    totals: sumOfEntries(entries),
    tenants: groupedBy(entries, ({ msTenantId }) => msTenantId).map(([msTenantId, own]) => ({
      msTenantId,
      name: inventory.nameOf(msTenantId),
      ...sumOfEntries(own),
      profiles: groupedBy(own, ({ callingProfileId }) => callingProfileId).map(
        ([callingProfileId, group]) => ({
          callingProfileId,
          name: profiles.get(callingProfileId ?? "") ?? null,
          ...sumOfEntries(group),
          blocks: group.map(({ block, counts }) => ({ block, ...counts })),
        }),
      ),
    })),
  };
}

function tenantText(inventory: Inventory, msTenantId: string): string {
  const name = inventory.nameOf(msTenantId);
  return name === null ? msTenantId : `${plainText(name)} ${msTenantId}`;
}

function cellsOf(counts: Counts): string[] {
  return COUNTED.map((key) => String(counts[key]));
}
