import { counted } from "../common/counted";
import { NumberSet } from "../numbers/number-set";
import type { KnownAllocation } from "../run/allocation";
import type { Claims } from "../run/claims";
import type { Gives } from "../run/fact";
import type { Giving, Ledger } from "../run/ledger";
import { UserError } from "../state/errors";

/**
 * The brake: how many numbers of a tenant one run may release, however many allocations and processes take part.
 * `plan` is what `diff` foresees (so that a preview already stops), `take` is asked before the first write.
 */
export class ReleaseBrake {
  readonly #max: number;
  readonly #ledger: Pick<Ledger, "add">;
  readonly #claims: Pick<Claims, "given">;

  constructor(max: number, ledger: Pick<Ledger, "add">, claims: Pick<Claims, "given">) {
    this.#max = max;
    this.#ledger = ledger;
    this.#claims = claims;
  }

  /** Throws where this allocation's releases, with all others planned for the tenant, are more than allowed. */
  plan(by: KnownAllocation, numbers: NumberSet): void {
    // Most have nothing to say, and no process has to read that.
    if (numbers.isEmpty && this.#given(by).every(({ planned }) => planned.isEmpty)) return;
    // Said first and counted then: of two processes that plan at the same moment one at least sees both.
    this.#say(by, "planned", numbers);
    const given = this.#claims.given(by);
    const others = given.filter((one) => one.by.id !== by.id).map(({ planned }) => planned);
    this.#refuseBeyond(by, numbers, NumberSet.unionAll([...others, ...given.map(({ allowed }) => allowed)]));
  }

  /** Throws, before anything is written, where these releases are more than allowed. */
  take(by: KnownAllocation, numbers: NumberSet): void {
    if (numbers.isEmpty) return;
    this.#refuseBeyond(by, numbers, this.#allowed(by));
    const own = NumberSet.unionAll(this.#given(by).map(({ allowed }) => allowed));
    this.#say(by, "allowed", own.union(numbers));
    try {
      // Another process may have taken as many in the meantime.
      this.#refuseBeyond(by, numbers, this.#allowed(by));
    } catch (error) {
      this.#say(by, "allowed", own);
      throw error;
    }
  }

  /** What is known of it already. */
  #given(by: KnownAllocation): Giving[] {
    return this.#claims.given(by).filter((one) => one.by.id === by.id);
  }

  #allowed(by: KnownAllocation): NumberSet {
    return NumberSet.unionAll(this.#claims.given(by).map(({ allowed }) => allowed));
  }

  #say(by: KnownAllocation, phase: Gives["phase"], numbers: NumberSet): void {
    const { id, urn, platform, tenant } = by;
    this.#ledger.add({ fact: "gives", id, urn, platform, tenant, numbers: numbers.toCanonical(), phase });
  }

  #refuseBeyond({ tenant }: KnownAllocation, numbers: NumberSet, before: NumberSet): void {
    const total = before.union(numbers).size;
    if (numbers.isEmpty || total <= this.#max) return;
    const others = total - numbers.size;
    const alsoOthers =
      others > 0 ? ` (with ${others} that other allocations release in this run: ${total})` : "";
    throw new UserError(
      `This would release ${counted(numbers.size, "number")} of tenant ${tenant}${alsoOthers}, and a run may release ${this.#max} ` +
        `(maxReleases). Nothing has been released. The numbers: ${numbers.describe(5)}. ` +
        `If that is what you want, allow it for one run: LIVEPLATFORM_MAX_RELEASES=${total} pulumi …`,
      "brake",
    );
  }
}
