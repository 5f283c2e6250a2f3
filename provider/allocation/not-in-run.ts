import { counted, isOrAre } from "../common/counted";
import type { Remembered } from "../run/ledger";
import { nameOf } from "../run/others";

const SHOWN = 3;

/** Says of allocations that this run is not shown them. */
export function notInRun(unseen: readonly Remembered[]): string {
  const names = unseen.slice(0, SHOWN).map(({ urn }) => nameOf(urn));
  const rest = unseen.length > SHOWN ? ` and ${counted(unseen.length - SHOWN, "other allocation")}` : "";
  return `${names.join(", ")}${rest} ${isOrAre(unseen.length)} in the stack and not in this run (--target, --exclude)`;
}

/** What to do where they have left the stack: a run cannot tell that from `--target`, and for a week it protects what they may declare. */
export function ifTheyHaveLeft(unseen: readonly Remembered[]): string {
  const tenants = new Set(unseen.map(({ id }) => id.slice(0, id.indexOf("/"))));
  const [hasIt, it] = unseen.length === 1 ? ["it has", "it"] : ["they have", "them"];
  return (
    `If ${hasIt} left the stack: after pulumi state move, run pulumi preview in the stack that has ${it} now; ` +
    `after pulumi state delete, run this once more with LIVEPLATFORM_ACCEPT_LOSS=${[...tenants].join(",")}`
  );
}
