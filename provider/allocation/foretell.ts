import { NumberSet } from "../numbers/number-set";
import { declaredByName, heldByName, heldUnder, ofAll } from "../run/others";
import { type Reason, printCounted, printReason } from "../state/reason";
import type { AllocationInputs } from "../state/state";
import { inUse } from "../tenant/rows";
import type { Context, Foretelling } from "./context";
import { type Situation, decide } from "./decide";
import type { Decision } from "./fate";
import { withoutMoving } from "./moving";
import { type ComingChange, movesTenant, situationOfNew } from "./situation-ahead";
import type { Subject } from "./subject";
import { type Summary, summarise } from "./summary";

/**
 * In a preview: says what an up will do to the numbers of an allocation that is new, and warns of what it cannot do.
 *
 * @param situation with the rows of those of its numbers that are in the tenant
 */
export async function foretellNew(
  context: Context,
  allocation: Subject,
  situation: Situation,
): Promise<void> {
  await inPreview(context, allocation.urn, () => {
    const decision = decide(situation);
    const summary = summaryAhead(context, allocation, { situation, decision });
    tell(context, allocation, summary, decision.reasons);
  });
}

/** The same where not all of its settings are known yet, and the tenant cannot be looked at. */
export async function foretellUploads(context: Context, told: Told, numbers: NumberSet): Promise<void> {
  await inPreview(context, told.urn, () => {
    tell(context, told, { uploads: numbers });
  });
}

/** An allocation that changes, or whose numbers have drifted, and what was decided about them. */
interface Foreseen {
  change: ComingChange & { inputs: AllocationInputs };
  allocation: Subject;
  situation: Situation;
  decision: Decision;
}

/** The same of an allocation that changes. */
export async function foretellChange(context: Context, foreseen: Foreseen): Promise<void> {
  await inPreview(context, foreseen.allocation.urn, () => tellChange(context, foreseen));
}

/** Says what waits for the proof that the operation is a preview. */
export async function foretellNow({ foretellings }: Context, urn: string): Promise<void> {
  const say = foretellings.get(urn);
  foretellings.delete(urn);
  await say?.();
}

async function tellChange(context: Context, foreseen: Foreseen): Promise<void> {
  const { change, allocation, decision } = foreseen;
  const { inputs, settings } = change;
  const touched = decision.of("release", "reset", "repair");
  const used = touched.isEmpty ? touched : inUse(await context.view(allocation.tenant).look(touched));
  const summary = movesTenant(change)
    ? { ...(await arrivingAhead(context, allocation, inputs)), releases: decision.of("release") }
    : { ...summaryAhead(context, allocation, foreseen), settings };
  tell(context, allocation, { ...summary, inUse: used }, decision.reasons);
}

/** What comes of the numbers of an allocation that moves to another tenant: some may be there, as where the platform has moved them. */
async function arrivingAhead(
  context: Context,
  { urn, isSecret, platform }: Subject,
  inputs: AllocationInputs,
): Promise<Summary> {
  const there = { urn, isSecret, platform, tenant: inputs.msTenantId };
  const rows = await withoutMoving(context, there, await context.view(there.tenant).look(inputs.numbers));
  const decision = decide(situationOfNew(context, there, { inputs, added: inputs.numbers, rows }));
  return { uploads: decision.of("upload"), takesOver: decision.of("takeOver") };
}

/** What comes of the fates where nothing fails. */
function summaryAhead(
  { claims }: Context,
  allocation: Subject,
  { situation: { own, wanted }, decision }: Pick<Foreseen, "situation" | "decision">,
): Summary {
  const [uploads, clears, repairs] = [decision.of("upload"), decision.of("clear"), decision.of("repair")];
  const arrived = decision.of("takeOver").union(clears.minus(own));
  const from = heldByName(claims, allocation, arrived);
  return {
    uploads: uploads.minus(own),
    releases: decision.of("release"),
    repairs: NumberSet.unionAll([uploads, clears, repairs]).intersect(own),
    resets: decision.of("reset").union(repairs.minus(own)),
    from,
    takesOver: arrived.minus(ofAll(from)).minus(heldUnder(claims, allocation)),
    to: declaredByName(claims, allocation, decision.of("handOver")),
    leaves: decision.of("leave"),
    waits: decision.of("await").intersect(wanted),
  };
}

/** On which resource it is said. */
type Told = Pick<Subject, "urn" | "isSecret">;

/**
 * Says it once for each allocation, in a preview only: an up says what it has done. A program's constructors tell which of the two
 * runs; without them, only the engine's question for the outputs of a preview does, and it comes later.
 */
async function inPreview(context: Context, urn: string, say: Foretelling): Promise<void> {
  const { isPreview, programPhase } = context.ledger.refresh();
  if (context.foretold.has(urn)) return;
  if (isPreview) await say();
  else if (programPhase === undefined && !context.foretellings.has(urn)) context.foretellings.set(urn, say);
}

function tell(
  context: Context,
  { urn, isSecret }: Told,
  summary: Summary,
  reasons: readonly Reason[] = [],
): void {
  context.foretold.add(urn);
  const line = summarise(summary, "will", isSecret);
  if (line !== undefined) context.engine.info(urn, line);
  const print = isSecret ? printCounted : printReason;
  for (const reason of reasons) context.warnOnce(urn, `an up cannot do this: ${print(reason)}`);
}
