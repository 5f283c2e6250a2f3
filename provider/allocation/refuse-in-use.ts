import { isOrAre, partOf } from "../counted";
import { UserError } from "../state/errors";
import { inUse, numbersWhere } from "../tenant/rows";
import type { Release } from "../writes/release";

/** Throws, before anything is written, where numbers in use would be released without leave. */
export function refuseInUse({ tenant, rows, unassign }: Release): void {
  const unreadable = numbersWhere(rows, (row) => row === "unreadable");
  if (!unreadable.isEmpty) {
    throw new UserError(
      `What the platform says of ${unreadable.describe()} in tenant ${tenant} cannot be read, so it is not known whether they are in use. ` +
        "Nothing has been changed. Look them up in the portal, and report the row that the platform lists",
      "in_use_unknown",
    );
  }
  const used = inUse(rows);
  if (used.isEmpty || unassign) return;
  throw new UserError(
    `${partOf(used.size, rows.size, "number")} to release from tenant ${tenant} ${isOrAre(used.size)} in use: ${used.describe()}. ` +
      "Nothing has been changed. Unassign them in the Teams admin center, keep them declared, or set unassignOnRelease: true " +
      "(and run pulumi up with it before a replacement or a destroy)",
    "in_use",
  );
}
