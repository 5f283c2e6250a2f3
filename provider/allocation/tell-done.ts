import { NumberSet } from "../numbers/number-set";
import { declaredByName, heldByName, heldByReplaced, ofAll } from "../run/others";
import { ownRows, withRow } from "../tenant/rows";
import { bestEffort } from "../writes/best-effort";
import type { Context } from "./context";
import type { Reconciled } from "./reconcile";
import type { Subject } from "./subject";
import { type Summary, summarise } from "./summary";

/** Says, after a create or an update, what it has done to the numbers: in the words of the preview. */
export function tellDone(context: Context, reconciled: Reconciled): void {
  const { allocation } = reconciled.start;
  // A sentence must not fail what has been written.
  bestEffort(context, allocation.urn, () => {
    tellSummary(context, allocation, summaryOf(context, reconciled));
  });
}

/** The same after a delete. */
export function tellReleased(
  context: Context,
  allocation: Subject,
  { released, handedOver }: { released: NumberSet; handedOver: NumberSet },
): void {
  bestEffort(context, allocation.urn, () => {
    const to = declaredByName(context.claims, allocation, handedOver);
    tellSummary(context, allocation, { releases: released, to });
  });
}

function tellSummary(context: Context, { urn, isSecret }: Subject, summary: Summary): void {
  const line = summarise(summary, "did", isSecret);
  if (line !== undefined) context.engine.info(urn, line);
}

function summaryOf({ claims }: Context, { start, situation, decision, done }: Reconciled): Summary {
  const { allocation, own } = start;
  const written = withRow(done.rows);
  const unclear = NumberSet.unionOf(done.reasons.filter(({ code }) => code === "not_cleared"));
  const cleared = decision.of("clear").intersect(written).minus(unclear);
  const again = done.touched.intersect(written).minus(done.undone);
  const uploaded = decision.of("upload").intersect(written);
  const arrived = decision.of("takeOver");
  const from = heldByName(claims, allocation, arrived);
  const reset = situation.resets;
  const before = NumberSet.fromNumbers(ownRows(situation.rows, start.allocation.tenant).keys());
  const confirmed = start.sent.numbers.intersect(start.wanted).intersect(before);
  return {
    uploads: uploaded.minus(own),
    releases: done.released,
    repairs: NumberSet.unionAll([uploaded.intersect(own), cleared, again.intersect(own).minus(reset)]),
    resets: again.minus(own.minus(reset)),
    from,
    takesOver: arrived.minus(ofAll(from)).minus(heldByReplaced(claims, allocation)),
    to: declaredByName(claims, allocation, decision.of("handOver")),
    leaves: decision.of("leave"),
    confirms: confirmed.minus(uploaded).minus(arrived).minus(done.pending.numbers),
    waits: done.pending.numbers,
  };
}
