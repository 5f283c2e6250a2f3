import { counted } from "../../provider/common/counted";
import { code } from "./escape";
import type { Report } from "./schema";

/** Runs of numbers that are named of one tenant. */
const MOST_KEYS = 20;
const MOST_TENANTS = 50;

/** Numbers that no state answers for, a line for each tenant; nothing where they were not asked for. */
export function unmanagedLines({ unmanaged }: Report): string[] {
  if (unmanaged === undefined) return [];
  if (unmanaged.length === 0) return ["Every number of these tenants is in one of the states.", ""];
  const hidden = unmanaged.length - MOST_TENANTS;
  const lines = unmanaged.slice(0, MOST_TENANTS).map(({ msTenantId, numbers }) => {
    const keys = Object.keys(numbers);
    const total = Object.values(numbers).reduce((sum, count) => sum + count, 0);
    const more = keys.length > MOST_KEYS ? ", …" : "";
    return `- tenant ${code(msTenantId)}: ${total} (${keys.slice(0, MOST_KEYS).map(code).join(", ")}${more})`;
  });
  return [
    "**In none of these states:**",
    "",
    ...lines,
    ...(hidden > 0 ? [`- … and ${counted(hidden, "more tenant")}`] : []),
    "",
  ];
}
