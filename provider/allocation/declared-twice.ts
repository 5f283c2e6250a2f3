import { isOrAre, itOrThem } from "../common/counted";
import type { Failure } from "../common/operations";
import type { NumberSet } from "../numbers/number-set";
import { declaredTwice, nameOf } from "../run/others";
import type { Context } from "./context";
import { importedId } from "./imported-id";

/** What is wrong with numbers that another allocation of the program declares, too: a failure for each other allocation. */
export function declaredTwiceIn(context: Context, urn: string, numbers: NumberSet): Failure[] {
  const { claims, platform } = context;
  return declaredTwice(claims, { urn, platform }, numbers).map((other) => ({
    property: "",
    reason:
      `${other.numbers.describe()} ${isOrAre(other.numbers.size)} also declared by "${nameOf(other.urn)}" (${other.urn}); a number belongs to one allocation` +
      wayOut(context, [urn, other.urn], other.numbers),
  }));
}

/** Where the state has them in both: an import is not told what the stack holds already. */
function wayOut({ claims, platform }: Context, urns: readonly string[], numbers: NumberSet): string {
  const held = urns.map((urn) =>
    claims.held({ platform, urn }).filter((one) => one.numbers.overlaps(numbers)),
  );
  if (held.some((holders) => holders.length === 0)) return "";
  const them = itOrThem(numbers.size);
  const imported = held.flat().find(({ by, numbers: all }) => by.id === importedId(by.tenant, all));
  const undo =
    imported === undefined
      ? ""
      : `. To undo the import of "${nameOf(imported.by.urn)}", take it out of the program, and out of the state: pulumi state delete --force '${imported.by.urn}'`;
  return `. The state has ${them} in both: take ${them} out of one of them in the program; the other keeps ${them}, and nothing is released${undo}`;
}
