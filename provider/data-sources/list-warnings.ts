import { counted, isOrAre } from "../common/counted";
import type { TenantNumber, UnreadableRow } from "../liveplatform";

/** Tells whoever asked that an answer is not whole. */
export type Warn = (message: string) => Promise<void>;

/** In a warning: the rows of a whole tenant may be unreadable for one and the same reason. */
const SHOWN_ROWS = 10;

/** Twice in a row: what is missing may be on no page that was read. */
export async function warnOfChanges(
  warn: Warn,
  pages: number,
  msTenantId: string | undefined,
): Promise<void> {
  const whose = msTenantId === undefined ? "all tenants" : `tenant ${msTenantId}`;
  await warn(
    `the list of ${whose} changed twice while its ${counted(pages, "page")} ${pages === 1 ? "was" : "were"} read, so numbers may be missing. ` +
      "Run again when no upload or release is in progress",
  );
}

export async function warnOfUnreadable(warn: Warn, rows: readonly UnreadableRow[]): Promise<void> {
  if (rows.length === 0) return;
  const named = rows
    .slice(0, SHOWN_ROWS)
    .map((row) => `${row.telephoneNumber ?? "a number"}: ${row.problem}`);
  const rest = rows.length > SHOWN_ROWS ? `; and ${rows.length - SHOWN_ROWS} more` : "";
  await warn(
    `${counted(rows.length, "row")} of the list cannot be read and ${isOrAre(rows.length)} left out: ${named.join("; ")}${rest}`,
  );
}

/** A list that takes no notice of the tenant must not pass other customers' numbers off as this one's. */
export async function warnOfForeign(
  warn: Warn,
  rows: readonly TenantNumber[],
  msTenantId: string,
): Promise<void> {
  if (rows.length === 0) return;
  const named = rows.slice(0, SHOWN_ROWS).map((row) => `${row.telephoneNumber} of tenant ${row.tenantId}`);
  const rest = rows.length > SHOWN_ROWS ? `; and ${rows.length - SHOWN_ROWS} more` : "";
  await warn(
    `the list of tenant ${msTenantId} has ${counted(rows.length, "number")} of other tenants, left out here: ${named.join("; ")}${rest}. ` +
      "Report it to the platform's support",
  );
}
