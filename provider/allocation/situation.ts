import { NumberSet } from "../numbers/number-set";
import type { Place } from "../run/allocation";
import { declaredByOthers, heldInTenant, isReplaced } from "../run/others";
import { handedOverBy } from "../state/owned-numbers";
import { toReset } from "../state/settings-change";
import { uncuredIn } from "../state/uncured";
import { type Rows, omit, withoutRow } from "../tenant/rows";
import { takeoverRules } from "../writes/allowed-takeover";
import { lookAtNew } from "../writes/leaving";
import { awaitDeclarations } from "./await-declarations";
import type { Context } from "./context";
import type { Situation } from "./decide";
import { withoutMoving } from "./moving";
import type { Start } from "./start";

/**
 * Looks at the tenant and asks the run for all that decides about the numbers of an operation. Throws where it cannot be known
 * whether the program declares in another allocation what leaves.
 */
export async function situationOf(context: Context, start: Start): Promise<Situation> {
  const { allocation, from, to, wanted, own, earlier } = start;
  const settings = to ?? from;
  if (settings === undefined) throw new Error("an operation has a state, a declaration, or both");
  const view = context.view(allocation.tenant);
  const added = await withoutMoving(context, allocation, await lookAtAdded(context, start));
  const held = await withoutMoving(context, allocation, await view.lookConfirmed(wanted.intersect(own)));
  const { declared, maybe, rows: removed } = await lookAtRemoved(context, start);
  return {
    settings,
    wanted,
    own,
    rows: new Map([...added, ...held, ...removed]),
    awaited: earlier.pending.numbers,
    handedOver: handedOverBy(from),
    resets: resetsOf(start, held),
    claims: { declaredByOthers: declared, maybeByOthers: maybe, ...ofStack(context, allocation, added) },
    policy: {
      takeover: takeoverRules(context, settings),
      uncured: uncuredIn(from),
      asTheyAre: (to?.ignoresDrift === true ? from?.numbers : undefined) ?? NumberSet.empty,
      releaseRemoved: to?.releaseRemoved !== false,
      unassign: (to ?? from)?.unassignOnRelease === true,
    },
  };
}

/**
 * What is new to the allocation. Another process of the run may have brought numbers in since this one has looked: where an
 * allocation of the stack is said to hold what was not there, it is looked for again.
 */
async function lookAtAdded(context: Context, { allocation, wanted, own }: Start): Promise<Rows> {
  const added = wanted.minus(own);
  const rows = await lookAtNew(context, allocation, added);
  const unseen = withoutRow(rows, added);
  const held = unseen.isEmpty ? unseen : unseen.intersect(heldInTenant(context.claims, allocation));
  if (held.isEmpty) return rows;
  return new Map([...rows, ...(await context.view(allocation.tenant).lookAgain(held))]);
}

/** The same with rows that have been read anew. */
export function withRows(situation: Situation, numbers: NumberSet, rows: Rows): Situation {
  return { ...situation, rows: new Map([...omit(situation.rows, numbers), ...rows]) };
}

/** What is known of numbers that are in the tenant, and new to an allocation. */
export function ofStack(
  context: Context,
  place: Place & { readonly urn: string },
  rows: Rows,
): Pick<Situation["claims"], "heldByStack" | "sentByStack"> {
  // What is held is put together from all allocations of the run: not where no number is there to be judged by it.
  if (rows.size === 0) return { heldByStack: NumberSet.empty, sentByStack: NumberSet.empty };
  const now = context.clock.now();
  return {
    heldByStack: heldInTenant(context.claims, place).union(context.journal.left(place, now)),
    sentByStack: context.journal.sent(place, now),
  };
}

/** Which numbers are to get other settings: those that the program has changed, or that an earlier change did not come to. */
function resetsOf({ from, to, own }: Start, rows: Rows): NumberSet {
  if (from === undefined || to === undefined) return NumberSet.empty;
  return toReset(from, to, { own, rows });
}

interface Removed {
  declared: NumberSet;
  /** Perhaps declared by others. */
  maybe: NumberSet;
  rows: Rows;
}

/** What leaves, good enough to release by: but for what other allocations declare, or may declare. */
async function lookAtRemoved(context: Context, start: Start): Promise<Removed> {
  const { allocation, from, to, own, wanted } = start;
  const removed = own.minus(wanted);
  const nothing: Removed = { declared: NumberSet.empty, maybe: NumberSet.empty, rows: new Map() };
  if (removed.isEmpty) return nothing;
  if (to?.releaseRemoved === false) {
    const { numbers: declared } = await declaredByOthers(context.claims, allocation, removed);
    return { ...nothing, declared };
  }
  const { declared, isKnown } = await awaitDeclarations(context, allocation, removed);
  const maybe = isKnown ? NumberSet.empty : removed.minus(declared).minus(surelyFree(context, start));
  const candidates = removed.minus(declared).minus(maybe).minus(handedOverBy(from));
  const view = context.view(allocation.tenant);
  await view.lookBeforeRelease(candidates);
  return { declared, maybe, rows: await view.lookForgetting(candidates) };
}

/**
 * What nobody else can declare, though not all declarations are known. A delete comes when the program has ended; but for that of a
 * resource that moves to another tenant, and then what its replacement declares is nobody else's. Of an update what an earlier run
 * has held back: what was declared then is in the state by now.
 */
function surelyFree({ claims }: Context, { allocation, from, to, own }: Start): NumberSet {
  if (to === undefined && !isReplaced(claims, allocation)) return own;
  if (claims.unseen().length > 0) return NumberSet.empty;
  if (to !== undefined) return from?.heldBack ?? NumberSet.empty;
  const { platform, urn } = allocation;
  return NumberSet.unionAll(claims.declared({ platform, urn }).flatMap(({ numbers }) => numbers ?? []));
}
