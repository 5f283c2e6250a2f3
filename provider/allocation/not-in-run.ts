import { counted, isOrAre } from "../common/counted";
import { nameOf } from "../run/others";

const SHOWN = 3;

/** Says of allocations, by URN, that this run is not shown them. */
export function notInRun(urns: readonly string[]): string {
  const names = urns.slice(0, SHOWN).map(nameOf).join(", ");
  const rest = urns.length > SHOWN ? ` and ${counted(urns.length - SHOWN, "other allocation")}` : "";
  return `${names}${rest} ${isOrAre(urns.length)} in the stack and not in this run (--target, --exclude)`;
}
