import { counted } from "../../provider/common/counted";
import { code } from "./escape";
import { fitLines, lengthOf } from "./fit";
import type { Report, UnmanagedNumbers } from "./schema";

/** Runs of numbers that are named of one tenant. */
const MOST_KEYS = 20;

/** Numbers that no state answers for, a line for each tenant as far as there is room; nothing where they were not asked for, or are not known. */
export function unmanagedLines({ unmanaged, errors }: Report, room: number): string[] {
  if (unmanaged === undefined) return [];
  // With errors a tenant may have been left out.
  if (unmanaged.length === 0)
    return errors.length > 0 ? [] : ["Every number of these tenants is in one of the states.", ""];
  const heading = ["**In none of these states:**", ""];
  const lines = fitLines(unmanaged, room - lengthOf([...heading, ""]), {
    show: lineOf,
    rest: (hidden) => `- … and ${counted(hidden.length, "more tenant")}`,
  });
  return [...heading, ...lines, ""];
}

function lineOf({ msTenantId, numbers }: UnmanagedNumbers): string {
  const keys = Object.keys(numbers);
  const total = Object.values(numbers).reduce((sum, count) => sum + count, 0);
  const more = keys.length > MOST_KEYS ? ", …" : "";
  return `- tenant ${code(msTenantId)}: ${total} (${keys.slice(0, MOST_KEYS).map(code).join(", ")}${more})`;
}
