import { NumberSet } from "../numbers/number-set";
import type { Place } from "../run/allocation";
import { heldElsewhere } from "../run/others";
import { type Rows, isOwn, ownRows, withRow } from "../tenant/rows";
import type { Context } from "./context";

/**
 * The rows of numbers that really are in the way: those that another tenant has are asked for again, since it may have
 * released them in this run, and left out where an allocation of the run still holds them there: they are on their way.
 */
export async function withoutMoving(context: Context, place: Place, rows: Rows): Promise<Rows> {
  const own = ownRows(rows, place.tenant);
  const foreign = withRow(rows).minus(withRow(own));
  if (foreign.isEmpty) return rows;
  const fresh = await context.view(place.tenant).askEach(foreign);
  const held = heldElsewhere(context.claims, place, foreign);
  const moving = NumberSet.unionOf(held);
  const inTheWay = [...fresh].filter(
    ([phoneNumber, row]) => isOwn(row, place.tenant) || !moving.has(phoneNumber),
  );
  return new Map([...own, ...inTheWay]);
}
