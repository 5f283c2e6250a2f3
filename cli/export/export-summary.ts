import type { DeclaringTenant } from "../../provider/allocation/declare-row";
import { counted } from "../../provider/common/counted";
import { plainText } from "../output/plain-text";
import { type Export, type Listed, countNotExported } from "./grouping";
import { notExportedLines } from "./not-exported-text";

/** The error of an export that would declare nothing: why, number by number. */
export function nothingToExport({ msTenantId }: DeclaringTenant, { notExported }: Export): Error {
  const count = countNotExported(notExported);
  const what =
    count === 0
      ? "The platform lists none; a wrong LIVEPLATFORM_CHANNEL_ID or a credential without rights looks just like this."
      : `None of the ${count} listed can be declared:\n${notExportedLines(notExported).join("\n")}`;
  return new Error(
    `Nothing has been written: there is no number of tenant ${msTenantId} to declare. ${what}`,
  );
}

/** 0, or 2 where numbers are left out. */
export function exitCodeOf({ notExported }: Export): number {
  return notExported.length === 0 ? 0 : 2;
}

/** What is exported and what not, for the terminal. `more`: the file that says more of what is not. */
export function exportSummary(
  { allocations, notExported }: Export,
  { profileNames }: Listed,
  more?: string,
): string[] {
  const lines = allocations.map(({ name, settings, numbers }) => {
    const profile = plainText(profileNames.get(settings.callingProfile) ?? settings.callingProfile);
    const usages = [settings.usage, ...settings.additionalUsages].join(", ");
    return `  ${name}: ${counted(numbers.size, "number")} · ${profile} · ${usages} · ${settings.capabilities.join(", ")}`;
  });
  const total = allocations.reduce((sum, { numbers }) => sum + numbers.size, 0);
  return [
    `Exported: ${counted(total, "number")} in ${counted(allocations.length, "allocation")}`,
    ...lines,
    ...(notExported.length === 0
      ? []
      : [`Not exported: ${countNotExported(notExported)}${more === undefined ? "" : `, see ${more}`}`]),
    ...notExportedLines(notExported),
  ];
}
