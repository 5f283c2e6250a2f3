import { counted } from "../counted";
import { NumberSet } from "../numbers/number-set";
import { UserError } from "../state/errors";

/**
 * The brake: how many numbers of a tenant one run of this process may release, however many allocations take part.
 * `plan` is what `diff` foresees (so that a preview already stops), `take` is asked before the first write.
 */
export class ReleaseBrake {
  readonly #max: number;
  readonly #planned = new Map<string, Map<string, NumberSet>>();
  readonly #taken = new Map<string, NumberSet>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Throws where this allocation's releases, with all others planned for the tenant, are more than allowed. */
  plan(tenant: string, id: string, numbers: NumberSet): void {
    const planned = this.#planned.get(tenant) ?? new Map<string, NumberSet>();
    this.#planned.set(tenant, planned.set(id, numbers));
    if (numbers.isEmpty) return;
    const others = NumberSet.unionAll([...planned].flatMap(([other, set]) => (other === id ? [] : [set])));
    this.#refuseBeyond(tenant, numbers, others.union(this.#takenOf(tenant)));
  }

  /** Throws, before anything is written, where these releases are more than allowed. */
  take(tenant: string, numbers: NumberSet): void {
    this.#refuseBeyond(tenant, numbers, this.#takenOf(tenant));
    this.#taken.set(tenant, this.#takenOf(tenant).union(numbers));
  }

  #takenOf(tenant: string): NumberSet {
    return this.#taken.get(tenant) ?? NumberSet.empty;
  }

  #refuseBeyond(tenant: string, numbers: NumberSet, before: NumberSet): void {
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
