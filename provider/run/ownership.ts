import { NumberSet } from "../numbers/number-set";
import type { Declaration, Holding, ProgramPhase, RunRegistry } from "./run-registry";

/** What can be told of the operation that runs, see `Engine`. */
export interface Operation {
  hasProgram(): Promise<boolean>;
}

interface Place {
  platform: string;
  tenant: string;
}

/** An allocation as the run knows it. */
export interface Owner extends Place {
  urn: string;
}

export interface OthersDeclare {
  /** Declared by other allocations for the same tenant and platform (or one of the two is not known yet). */
  numbers: NumberSet;
  /** URNs of which not enough is known yet: any number may be among them, or it may be another tenant's. */
  undetermined: string[];
  /** Those among them whose numbers are not known. */
  withoutNumbers: string[];
  /** Whether the program may declare more. */
  program: ProgramPhase | undefined;
}

/**
 * Who in this run declares, holds or releases which numbers: the answer to "may this number be released?" and "is
 * this number, already in the tenant, ours?".
 */
export class Ownership {
  readonly #registry: RunRegistry;
  readonly #operation: Operation;

  constructor(registry: RunRegistry, operation: Operation) {
    this.#registry = registry;
    this.#operation = operation;
  }

  /**
   * Which of these numbers the program declares elsewhere than at `owner.urn`. Empty where no program has run, as in a destroy.
   * In a destroy that runs the program (`--run-program`) declarations count: it looks just like an `up` whose targets are all
   * deleted, and what cannot be known protects.
   */
  async declaredByOthers(owner: Owner, numbers: NumberSet): Promise<OthersDeclare> {
    const registry = this.#registry.refresh();
    if (!(await this.isProgramApplied()))
      return { numbers: NumberSet.empty, undetermined: [], withoutNumbers: [], program: undefined };
    const others = [...registry.declarations.values()].filter(
      (other) => other.urn !== owner.urn && mayShare(other, owner),
    );
    return {
      numbers: NumberSet.unionAll(others.flatMap((other) => other.numbers ?? [])).intersect(numbers),
      undetermined: others.filter((other) => isUndetermined(other, numbers)).map((other) => other.urn),
      withoutNumbers: others.filter((other) => other.numbers === undefined).map((other) => other.urn),
      program: registry.programPhase,
    };
  }

  /**
   * The other declarations, of any tenant, that name one of these numbers: those that have been checked, since a transform
   * may change what a constructor has said.
   */
  overlapping(
    owner: { urn: string; platform: string },
    numbers: NumberSet,
  ): { urn: string; numbers: NumberSet }[] {
    const found: { urn: string; numbers: NumberSet }[] = [];
    for (const other of this.#registry.refresh().declarations.values()) {
      if (!other.isChecked || !other.numbers?.overlaps(numbers)) continue;
      if (other.urn === owner.urn || other.platform !== owner.platform) continue;
      found.push({ urn: other.urn, numbers: other.numbers.intersect(numbers) });
    }
    return found;
  }

  /** Allocations of the tenant that give these numbers up in this run, and have been told to release them, but have not begun. */
  aboutToLeave(owner: Owner, numbers: NumberSet): { urn: string; numbers: NumberSet }[] {
    return [...this.#registry.refresh().leaving.values()]
      .filter((other) => other.urn !== owner.urn && isAt(other, owner))
      .map((other) => ({ urn: other.urn, numbers: other.numbers.intersect(numbers) }))
      .filter((other) => !other.numbers.isEmpty);
  }

  /**
   * What the old inputs of checked declarations name in this tenant. Before `diff` and without a refresh that is all there
   * is to know of what they hold; it may name numbers that never were theirs.
   */
  namedBefore(owner: { platform: string; tenant: string }): NumberSet {
    const before = [...this.#registry.refresh().before.values()];
    const here = before.filter((one) => isAt(one, owner));
    return NumberSet.unionAll(here.map(({ numbers }) => numbers));
  }

  /** What the state holds in this tenant, over all allocations that this run has seen. */
  heldInTenant(owner: { platform: string; tenant: string }): NumberSet {
    return NumberSet.unionAll(this.#holdings((other) => isAt(other, owner)).map((h) => h.numbers));
  }

  /** What the allocations of a tenant have sent and not seen yet. */
  pendingInTenant(owner: { platform: string; tenant: string }): Holding["pending"][] {
    return this.#holdings((other) => isAt(other, owner)).map(({ pending }) => pending);
  }

  /** The allocations of this tenant that the program declares some of these numbers in. */
  declaredBy(owner: Place, numbers: NumberSet): string[] {
    const here = [...this.#registry.refresh().declarations.values()].filter(
      ({ platform, tenant }) => platform === owner.platform && tenant === owner.tenant,
    );
    return here.flatMap((one) => (one.numbers?.overlaps(numbers) ? one.urn : []));
  }

  /** Allocations of other tenants that hold some of these numbers, and whether their release is under way. */
  heldElsewhere(
    owner: { platform: string; tenant: string },
    numbers: NumberSet,
  ): { holding: Holding; releasing: boolean; declared: boolean }[] {
    const registry = this.#registry.refresh();
    return this.#holdings(
      (other) =>
        other.platform === owner.platform && other.tenant !== owner.tenant && other.numbers.overlaps(numbers),
    ).map((holding) => ({
      holding,
      releasing: registry.releasing.has(holding.id),
      declared: this.#goesOn(holding),
    }));
  }

  /** Whether the run knows of more than one allocation of this tenant. */
  hasSeveral(owner: Place): boolean {
    const { declarations } = this.#registry.refresh();
    const declared = [...declarations.values()].filter((other) => mayShare(other, owner));
    const held = this.#holdings((other) => isAt(other, owner));
    return new Set([...declared, ...held].map(({ urn }) => urn)).size > 1;
  }

  /** Whether the declarations of this run are what is to be. */
  async isProgramApplied(): Promise<boolean> {
    const { checked, declarations } = this.#registry.refresh();
    return (checked || declarations.size > 0) && this.#operation.hasProgram();
  }

  /**
   * What other allocations of this tenant hold by now, as far as this run has seen them; not what they have themselves left
   * to another one. `declared`: only those that the program declares.
   */
  heldByOthers(owner: Owner, { declared = false } = {}): NumberSet {
    const registry = this.#registry.refresh();
    const others = this.#holdings((other) => {
      const urn = registry.urnOf(other.id, other.urn);
      return isAt(other, owner) && urn !== owner.urn && (!declared || registry.declarations.has(urn));
    });
    return NumberSet.unionAll(others.map((other) => other.numbers.minus(other.left)));
  }

  /** Whether this id is deleted for a replacement under the same URN that is yet to be created. */
  isReplaced(id: string, urn: string): boolean {
    return this.#registry.refresh().liveIds.get(urn) === id;
  }

  /** What a resource that was replaced under this URN held last: of one that is deleted, what it has left to others. */
  heldByReplaced(id: string, owner: Owner): NumberSet {
    const { pairs } = this.#registry.refresh();
    const replaced = this.#holdings(
      (other) => other.id !== id && pairs.get(other.id) === owner.urn && isAt(other, owner),
    );
    return NumberSet.unionAll(replaced.map((other) => other.numbers));
  }

  /** The declaration of an id: as `diff` paired them, else as the state has it. */
  urnOf(id: string, stateUrn: string): string {
    return this.#registry.refresh().urnOf(id, stateUrn);
  }

  /**
   * What the resource that goes on under this URN declares, when that is another id: its replacement was created first
   * (`--replace`), in this run or in one that broke off before the old one was deleted.
   */
  declaredByReplacement(id: string, owner: Owner): NumberSet {
    const registry = this.#registry.refresh();
    const live = registry.liveIds.get(owner.urn);
    const declaration = registry.declarations.get(owner.urn);
    if (live === undefined || live === id || !declaration || !mayShare(declaration, owner))
      return NumberSet.empty;
    return declaration.numbers ?? NumberSet.empty;
  }

  /** Whether the program declares this very resource: an old one that was replaced under the same URN is deleted. */
  #goesOn(holding: Holding): boolean {
    const urn = this.#registry.urnOf(holding.id, holding.urn);
    const live = this.#registry.liveIds.get(urn) ?? holding.id;
    return this.#registry.declarations.has(urn) && live === holding.id;
  }

  #holdings(matches: (holding: Holding) => boolean): Holding[] {
    return [...this.#registry.refresh().holdings.values()].filter(matches);
  }
}

/** Whether both are of one tenant, on one platform. */
function isAt(other: Place, place: Place): boolean {
  return other.platform === place.platform && other.tenant === place.tenant;
}

function mayShare(declaration: Declaration, owner: Place): boolean {
  return (
    (declaration.platform ?? owner.platform) === owner.platform &&
    (declaration.tenant ?? owner.tenant) === owner.tenant
  );
}

function isUndetermined(declaration: Declaration, numbers: NumberSet): boolean {
  if (declaration.numbers === undefined) return true;
  const isPlaced = declaration.tenant !== undefined && declaration.platform !== undefined;
  return !isPlaced && declaration.numbers.overlaps(numbers);
}
