import { itOrThem } from "../common/counted";
import { NumberSet } from "../numbers/number-set";
import { type Drift, printDrift } from "../state/drift";
import type { Reason } from "../state/reason";

/** Why work stops before its first write. */
export type Objection =
  /** In the tenant, but what the platform says of it cannot be read. */
  | { readonly kind: "unreadable" }
  /** In the tenant (or another one), and not as declared. */
  | { readonly kind: "drifted"; readonly drift: Drift }
  /** In the tenant, and somebody has released it. */
  | { readonly kind: "leaving" }
  /** As declared, and no allocation of this stack is known to hold it. */
  | { readonly kind: "foreign"; readonly looksInterrupted: boolean }
  /** It would be released. */
  | { readonly kind: "in use" }
  /** It would be released, and it cannot be read whether it is in use. */
  | { readonly kind: "use unknown" };

/** Why a number is left as it is, while the rest of the work is done. */
type Hindrance =
  | { readonly kind: "drifted"; readonly drift: Drift }
  | { readonly kind: "in use"; readonly drift: Drift; readonly assignment: string }
  /** The platform would refuse it after its release. */
  | { readonly kind: "hopeless"; readonly why: string };

/**
 * What becomes of a number. Of one that is wanted:
 * - `keep`: in place, and ours already; `takeOver`: in place, and ours from now on
 * - `upload`; `clear`: its removal mark; `repair` and `reset`: released and uploaded again, for its drift or for new settings
 * - `await`: on its way
 * - `blocked`: not to be put right now; `refused`: the whole operation stops
 *
 * Of one that is not wanted any more:
 * - `release`; `handOver`: declared by another allocation; `leave`: stays in the tenant; `holdBack`: released by a later run, when it is known
 *   that nobody declares it; `gone`: not there; `await`; `refused`
 */
export type Fate =
  | {
      readonly kind:
        | "keep"
        | "upload"
        | "clear"
        | "repair"
        | "reset"
        | "await"
        | "release"
        | "handOver"
        | "leave"
        | "holdBack"
        | "gone";
    }
  | { readonly kind: "takeOver"; readonly from: "stack" | "interrupted run" | "others" }
  | { readonly kind: "blocked"; readonly by: Hindrance }
  | { readonly kind: "refused"; readonly for: Objection };

export type FateKind = Fate["kind"];

interface Fated<Kind extends FateKind = FateKind> {
  readonly numbers: NumberSet;
  readonly fate: Extract<Fate, { kind: Kind }>;
}

/** The one reason of numbers that are blocked. */
function reasonOf({ numbers, fate: { by } }: Fated<"blocked">): Reason {
  const them = itOrThem(numbers.size);
  switch (by.kind) {
    case "hopeless":
      return {
        code: "hopeless",
        numbers,
        text: `not repaired, because the platform would refuse the upload after the release. ${by.why}`,
      };
    case "in use":
      return {
        code: "in_use",
        numbers,
        text: `${printDrift(by.drift)}, and in use (${by.assignment}): a number in use is never released for a repair. Unassign it, then run pulumi up again`,
      };
    case "drifted":
      return by.drift.kind === "held by tenant"
        ? {
            code: "held_elsewhere",
            numbers,
            text:
              `${printDrift(by.drift)}; if the customer has moved there, give that tenant as msTenantId with adoptExisting: true, which sends no request. ` +
              `Otherwise release ${them} there, or take ${them} out of the program, then run pulumi up again`,
          }
        : {
            code: "leaving",
            numbers,
            text: `${printDrift(by.drift)}: leaving the tenant; run pulumi up again when that is done, to upload again`,
          };
  }
}

/** What is said of numbers that are in the way, and what to do; continues a sentence that begins with them. */
export function printObjection(
  objection: Objection,
  { tenant, count }: { tenant: string; count: number },
): string {
  const it = itOrThem(count);
  switch (objection.kind) {
    case "unreadable":
      return `the platform lists ${it}, but the row cannot be read`;
    case "drifted":
      return objection.drift.kind === "held by tenant"
        ? `${printDrift(objection.drift)}; release ${it} there first, then run again`
        : `already in the tenant, and not as declared: ${printDrift(objection.drift)}. ${ofThisStack(it)} Otherwise declare ${it} with these settings and adoptExisting: true, or release ${it} first`;
    case "leaving":
      return "ReleaseRequested: leaving the tenant; run pulumi up again when that is done";
    case "foreign":
      return objection.looksInterrupted
        ? `${nobodys(it)} It looks like an interrupted run (uploaded through the API in the last 24 hours, and not assigned). If a run of this stack was interrupted ` +
            `on another machine, take ${it} over for one run: LIVEPLATFORM_ADOPT_INTERRUPTED=${tenant} pulumi up. Otherwise another stack ${waysOut(it)}`
        : `${nobodys(it)} Otherwise another stack ${waysOut(it)}`;
    case "in use":
      return "in use, and not to be unassigned";
    case "use unknown":
      return "the row cannot be read, so it is not known whether the number is in use";
  }
}

function nobodys(it: string): string {
  return `already in the tenant, and no allocation that this run has seen holds ${it}. ${ofThisStack(it)}`;
}

/** Without a refresh, or under a target, a run comes late or never to the allocation that holds a number. */
function ofThisStack(it: string): string {
  return `If another allocation of this stack holds ${it}, run with --refresh (not --refresh=false) and without --target or --exclude.`;
}

function waysOut(it: string): string {
  return (
    `holds ${it}, or held ${it} before its state was lost (npx pulumi-liveplatform export --unmanaged lists what no state holds). If the ` +
    `resource was renamed, give it an alias. To take ${it} over, set adoptExisting: true (destroying this stack will then release ${it}). Otherwise release ${it}, or take ${it} out of the program`
  );
}

/** The fates of all numbers of an allocation: each number has exactly one. */
export class Decision {
  constructor(readonly fates: readonly Fated[]) {}

  of(...kinds: FateKind[]): NumberSet {
    const some = this.fates.filter(({ fate }) => kinds.includes(fate.kind));
    return NumberSet.unionOf(some);
  }

  all<Kind extends FateKind>(kind: Kind): Fated<Kind>[] {
    return this.fates.flatMap(({ numbers, fate }) => (isOf(fate, kind) ? [{ numbers, fate }] : []));
  }

  get reasons(): Reason[] {
    return this.all("blocked").map(reasonOf);
  }

  with(numbers: NumberSet, fate: Fate): Decision {
    if (numbers.isEmpty) return this;
    const others = this.fates
      .map((fated) => ({ ...fated, numbers: fated.numbers.minus(numbers) }))
      .filter((fated) => !fated.numbers.isEmpty);
    return new Decision([...others, { numbers, fate }]);
  }
}

function isOf<Kind extends FateKind>(fate: Fate, kind: Kind): fate is Extract<Fate, { kind: Kind }> {
  return fate.kind === kind;
}
