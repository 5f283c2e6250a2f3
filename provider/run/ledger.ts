import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "./allocation";
import { type Declares, type Fact, type Gives, type Holds, type ProgramPhase } from "./fact";
import { RunFolderError } from "./run-folder-error";
import { type LogWriter, RunLog } from "./run-log";
import type { Sent } from "./sent";

/** What the program declares for one URN; `undefined` is what is not known yet. */
export interface Declaration {
  readonly urn: string;
  readonly platform: string | undefined;
  readonly tenant: string | undefined;
  readonly numbers: NumberSet | undefined;
  readonly isChecked: boolean;
}

/** What one allocation of the state holds, and what it gives up in this run. */
export interface Holding {
  readonly by: Allocation;
  readonly urnBy: Holds["urnBy"];
  readonly numbers: NumberSet;
  readonly owes: NumberSet;
  readonly sent: Sent;
  readonly hidden: readonly Hidden[];
}

/** What numbers have of settings that the platform does not show, by name. */
export interface Hidden {
  readonly numbers: NumberSet;
  readonly settings: Readonly<Record<string, string | string[]>>;
}

/** An allocation that the state had. */
export interface Remembered {
  readonly id: string;
  readonly urn: string;
}

/** What one id gives up, by phase. */
export interface Giving extends Readonly<Record<"planned" | "allowed" | "underWay", NumberSet>> {
  readonly by: Allocation;
}

const NOTHING_GIVEN = { planned: NumberSet.empty, allowed: NumberSet.empty, underWay: NumberSet.empty };

const RANK: Readonly<Record<Holds["urnBy"], number>> = { outputs: 0, inputs: 1, program: 2 };

/**
 * What all processes of one run know of its allocations, one record for each: what the program declares, what the state holds,
 * what is given up. See `Claims` for what follows from it.
 */
export class Ledger {
  /** By URN. */
  readonly declarations = new Map<string, Declaration>();
  /** By id. */
  readonly holdings = new Map<string, Holding>();
  /** What old inputs name, by URN. */
  readonly before = new Map<string, Holding>();
  /** By id. */
  readonly givings = new Map<string, Giving>();
  /** The id that a declaration goes on with, by URN. */
  readonly liveIds = new Map<string, string>();
  /** The fingerprints of the configuration that a refresh worked with, by URN: see `StoredConfiguration`. */
  readonly readWith = new Map<string, Readonly<Record<string, string>>>();
  /** Undefined where no program has told it. */
  programPhase: ProgramPhase | undefined;
  /** A plugin was asked for a program's configuration. */
  isAsked = false;
  /** The program runs in a preview. */
  isPreview = false;
  /** What the preview of this run has checked, by URN, where a `check` has asked for it: it stands for declarations until `check` replaces it. */
  forecast: ReadonlyMap<string, Declaration> | undefined;
  /** The allocations that the state had, as far as this machine knows from earlier operations. */
  remembered: readonly Remembered[] = [];
  /** Whether one of them that this run is not shown is known to be in another stack by now, or gone. */
  hasLeft: (one: Remembered) => boolean = () => false;
  readonly #log: RunLog;
  /** The URNs that a holding of the state has had. */
  readonly #seen = new Set<string>();
  /** It has been read since this turn of the event loop began, and since this process told what others must see. */
  #isCurrent = false;

  /** `root`: see `RunLog`. */
  constructor(engineAddress: string, writer: LogWriter, root?: string) {
    this.#log = new RunLog(engineAddress, writer, root);
  }

  add(fact: Fact): void {
    this.#log.append(fact);
    this.#take(fact);
    // Whoever declares or gives up looks after it has told: of two at the same moment, one sees the other.
    if (fact.fact === "declares" || fact.fact === "gives") this.#isCurrent = false;
  }

  /** From now on what was forecast counts as declared. */
  expect(forecast: ReadonlyMap<string, Declaration>): void {
    this.forecast = forecast;
    const { declarations } = this.refresh();
    for (const [urn, one] of forecast) if (!declarations.has(urn)) declarations.set(urn, one);
  }

  /** With what other processes have added, as far as it can be read: where numbers have been sent, nothing may fail for that any more. */
  refresh(): this {
    try {
      return this.read();
    } catch (error) {
      if (error instanceof RunFolderError) return this;
      throw error;
    }
  }

  /**
   * Reads what other processes have added, for what must not be decided by a part of it. An operation asks many times in a turn of the
   * event loop: then the first reads. Errors: a RunFolderError.
   */
  read(): this {
    if (!this.#isCurrent) {
      for (const fact of this.#log.readNew()) this.#take(fact);
      this.#isCurrent = true;
      setImmediate(() => (this.#isCurrent = false));
    }
    this.#log.refuseForeign();
    return this;
  }

  /** The URN of an id: its declaration's, else that of its inputs, else `stated`, which its outputs have. */
  urnOf(id: string, stated: string): string {
    const holding = this.refresh().holdings.get(id);
    return holding === undefined || holding.urnBy === "outputs" ? stated : holding.by.urn;
  }

  /** Whether a read or a `diff` has told what the allocation with this URN holds. */
  isSeen(urn: string): boolean {
    return this.refresh().#seen.has(urn);
  }

  #take(fact: Fact): void {
    switch (fact.fact) {
      case "declares":
        this.#declare(fact);
        break;
      case "holds":
        this.#hold(fact);
        break;
      case "gives":
        this.#give(fact);
        break;
      case "program":
        this.programPhase = fact.phase;
        this.isPreview ||= fact.isPreview === true;
        break;
      case "refreshed":
        for (const urn of fact.urns) this.readWith.set(urn, fact.configuration);
        break;
      case "asked":
        this.isAsked = true;
    }
  }

  /** What `check` saw replaces what the constructor said, whichever is read first. */
  #declare({ urn, platform, tenant, numbers, isChecked = false, was }: Declares): void {
    if (was !== undefined) this.declarations.delete(was);
    if (!isChecked && this.declarations.get(urn)?.isChecked) return;
    const known = numbers && NumberSet.fromCanonical(numbers);
    this.declarations.set(urn, { urn, platform, tenant, numbers: known, isChecked });
  }

  #hold({ urn, id, platform, tenant, urnBy, ...held }: Holds): void {
    const { numbers, owes, sent } = held;
    const holding = {
      numbers: NumberSet.fromCanonical(numbers),
      owes: NumberSet.fromCanonical(owes),
      sent: {
        numbers: NumberSet.fromCanonical(sent?.numbers),
        tasks: sent?.tasks ?? [],
        lostAt: sent?.lostAt,
      },
      hidden: (held.hidden ?? []).map(({ numbers: some, settings }) => ({
        numbers: NumberSet.fromCanonical(some),
        settings,
      })),
    };
    if (id === undefined) {
      this.before.set(urn, { ...holding, by: { urn, platform, tenant }, urnBy });
      return;
    }
    const known = this.holdings.get(id);
    const isKnownBetter = known !== undefined && RANK[known.urnBy] > RANK[urnBy];
    const better = isKnownBetter ? { urn: known.by.urn, urnBy: known.urnBy } : { urn, urnBy };
    const by = { id, platform, tenant, urn: better.urn };
    const hidden = [...holding.hidden, ...handedOver(known, holding)];
    this.holdings.set(id, { ...holding, by, urnBy: better.urnBy, hidden });
    this.#seen.add(by.urn);
    if (urnBy === "program") this.liveIds.set(urn, id);
  }

  #give({ id, urn, platform, tenant, numbers, phase }: Gives): void {
    const set = NumberSet.fromCanonical(numbers);
    const before = this.givings.get(id) ?? NOTHING_GIVEN;
    const said = {
      planned: { planned: set },
      allowed: { allowed: set },
      begun: { underWay: before.underWay.union(set) },
      done: { underWay: before.underWay.minus(set) },
    };
    this.givings.set(id, { ...before, ...said[phase], by: { id, urn, platform, tenant } });
  }
}

/** What was known of numbers that the state now owes to another allocation: of these it says no more. */
function handedOver(
  known: Holding | undefined,
  { numbers, hidden }: Pick<Holding, "numbers" | "hidden">,
): Hidden[] {
  const owed = numbers.minus(NumberSet.unionOf(hidden));
  return (known?.hidden ?? [])
    .map((one) => ({ ...one, numbers: one.numbers.intersect(owed) }))
    .filter((one) => !one.numbers.isEmpty);
}
