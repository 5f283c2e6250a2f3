import type { LivePlatform } from "../../provider/liveplatform";
import { steadyList } from "../input/steady-list";
import { Inventory } from "./inventory";

/** What was counted, and how surely. */
export interface Taken {
  readonly inventory: Inventory;
  /** Rows of the list that could not be read, and are counted nowhere. */
  readonly unreadable: number;
  /** False: the list changed each time that it was read, and counts may be off by what changed. */
  readonly consistent: boolean;
}

/** Called with how many of how many numbers have been counted. */
export type OnProgress = (done: number, total: number) => void;

/** Counts what the tenants hold, page by page; without tenants, all that the credential sees. */
export function takeInventory(
  api: LivePlatform,
  tenants: readonly string[],
  onProgress: OnProgress,
): Promise<Taken> {
  return steadyList(() => takeOnce(api, tenants, onProgress));
}

async function takeOnce(
  api: LivePlatform,
  tenants: readonly string[],
  onProgress: OnProgress,
): Promise<Taken> {
  const inventory = new Inventory();
  const seen = { rows: 0, unreadable: 0, total: 0, consistent: true };
  for (const msTenantId of tenants.length === 0 ? [undefined] : tenants) {
    const before = seen.total;
    const passage = await api.passNumbers({ msTenantId }, ({ numbers, unreadable, totalRecords }) => {
      for (const row of numbers)
        if (msTenantId === undefined || row.tenantId === msTenantId) inventory.add(row);
      seen.rows += numbers.length + unreadable.length;
      seen.unreadable += unreadable.length;
      seen.total = before + totalRecords;
      onProgress(seen.rows, seen.total);
    });
    seen.consistent &&= passage.consistent;
  }
  return { inventory, unreadable: seen.unreadable, consistent: seen.consistent };
}
