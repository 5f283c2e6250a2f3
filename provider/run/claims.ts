import { NumberSet } from "../numbers/number-set";
import type { Place } from "./allocation";
import type { ProgramPhase } from "./fact";
import type { Declaration, Giving, Holding, Ledger, Remembered } from "./ledger";

/** What can be told of the operation that runs, see `Engine`. */
interface Operation {
  hasProgram(): Promise<boolean>;
}

/** Of whom something is asked: on one platform, of one tenant or of all. */
export interface Where {
  readonly platform: string;
  readonly tenant?: string;
  /** Only of the allocation with this URN, or not of it. */
  readonly urn?: string;
  readonly except?: string;
}

/** What an allocation of the state holds, and what is known of it. */
export interface Held extends Holding {
  /** The program declares it. An old resource that was replaced under the same URN is not it. */
  readonly isDeclared: boolean;
  /** It is the one that goes on under its URN. */
  readonly isLive: boolean;
  readonly underWay: NumberSet;
}

/**
 * Whether the declarations of a run are what is to be. Not at all, as in a destroy ("none"); they are, and the program's constructors have
 * told all of them that the code before an `await` makes ("all"); nobody has told them before `check`, but the preview has forecast
 * them all ("forecast") or has not ("some"); more may come ("declaring"); the program stopped with an error ("failed").
 */
export type Binding = "none" | "all" | "forecast" | "some" | Exclude<ProgramPhase, "declared">;

/**
 * Who in this run declares, holds or gives up which numbers: the answer to "may this number be released?" and "is this number,
 * already in the tenant, ours?". Four questions; `others.ts` has what is made of their answers.
 */
export class Claims {
  readonly #ledger: Ledger;
  readonly #operation: Operation;

  constructor(ledger: Ledger, operation: Operation) {
    this.#ledger = ledger;
    this.#operation = operation;
  }

  /** What the program declares, or may declare: of some it is not known yet for which platform or tenant. */
  declared(where: Where): Declaration[] {
    return [...this.#ledger.refresh().declarations.values()].filter((one) => matches(one, where));
  }

  /**
   * What the state holds, over all allocations that this run has seen. Of one of which only the old inputs have been seen, as without
   * a refresh before `diff`, they are all that is known: it has no id then, and they may name numbers that never were its.
   */
  held(where: Where): Held[] {
    const { holdings, before, declarations, liveIds, givings } = this.#ledger.refresh();
    const seen = [...holdings.values()];
    const urns = new Set(seen.map(({ by }) => by.urn));
    const named = [...before].flatMap(([urn, one]) => (urns.has(urn) ? [] : one));
    return [...seen, ...named]
      .filter(({ by }) => matches(by, where))
      .map((one) => {
        const { urn, id } = one.by;
        const isLive = id !== undefined && liveIds.get(urn) === id;
        const isDeclared = declarations.has(urn) && (isLive || !liveIds.has(urn));
        const underWay = givings.get(id ?? "")?.underWay ?? NumberSet.empty;
        return { ...one, isLive, isDeclared, underWay };
      });
  }

  /** What is given up in a tenant, by each id: what the brake counts. Errors: a RunFolderError. */
  given({ platform, tenant }: Place): Giving[] {
    const all = [...this.#ledger.read().givings.values()];
    return all.filter(({ by }) => by.platform === platform && by.tenant === tenant);
  }

  /**
   * Whether declarations count. In a destroy that runs the program (`--run-program`) they do: it looks just like an `up` whose
   * targets are all deleted, and what cannot be known protects. Errors: a RunFolderError, as nothing is released by a part of what is declared.
   */
  async binding(): Promise<Binding> {
    const { declarations, programPhase } = this.#ledger.read();
    if (declarations.size === 0 || !(await this.#operation.hasProgram())) return "none";
    if (programPhase === undefined) return this.#isForecast() ? "forecast" : "some";
    // A program that exports outputs ends when they are known: what its preview has told need not be waited for.
    const isAll = programPhase === "declared" || (programPhase === "declaring" && this.#isForecast());
    return isAll ? "all" : programPhase;
  }

  /**
   * The allocations that the state had, as this machine remembers, and that this run has neither read nor knows to be declared, as
   * under `--target`: nobody can tell what they hold and declare. None where the program's constructors tell of all, and none that
   * has left the stack, as far as this machine knows.
   */
  unseen(): Remembered[] {
    const { remembered, readWith, declarations, holdings, programPhase, hasLeft } = this.#ledger.refresh();
    if (programPhase !== undefined) return [];
    const isSeen = ({ id, urn }: Remembered) =>
      readWith.has(urn) || declarations.has(urn) || holdings.has(id);
    return remembered.filter((one) => !isSeen(one) && !hasLeft(one));
  }

  /** Those of the unseen that the program may declare: a run without a program, as a destroy, has none. Errors: a RunFolderError. */
  unseenInProgram(): Remembered[] {
    return this.#ledger.read().isAsked ? this.unseen() : [];
  }

  /** Whether a preview of this very program has forecast all that it declares: none that is checked now was forecast otherwise. */
  #isForecast(): boolean {
    const { forecast = new Map<string, Declaration>(), declarations } = this.#ledger.refresh();
    if (forecast.size === 0) return false;
    const checked = [...declarations.values()].filter(({ isChecked }) => isChecked);
    return checked.every((one) => agree(forecast.get(one.urn), one)) && this.unseen().length === 0;
  }
}

/** What a preview did not know may be anything. */
function agree(forecast: Declaration | undefined, checked: Declaration): boolean {
  if (forecast === undefined) return false;
  const isSameTenant = (forecast.tenant ?? checked.tenant) === checked.tenant;
  const [before, now] = [forecast.numbers, checked.numbers];
  return isSameTenant && (before === undefined || (now !== undefined && before.equals(now)));
}

/** What is not known of somebody may be what is asked for. */
function matches(
  one: { urn: string; platform: string | undefined; tenant: string | undefined },
  { platform, tenant, urn, except }: Where,
): boolean {
  return (
    (one.platform ?? platform) === platform &&
    (tenant === undefined || (one.tenant ?? tenant) === tenant) &&
    (urn ?? one.urn) === one.urn &&
    one.urn !== except
  );
}
