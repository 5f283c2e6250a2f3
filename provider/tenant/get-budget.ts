/** So few numbers are asked for one by one without a thought for the list. */
export const HANDFUL = 4;
/** So many missing numbers of a tenant are confirmed one by one; more by a second list and samples, which is as many requests at least. */
const FEW_MISSING = 4;
/** So many that the state is to forget are asked for one by one, whatever the lists say: the loss guard stops a read that would give up more. */
const FEW_FORGOTTEN = 20;
const OF_A_SAMPLE = 3;
/** After so many samples that agree, two lists that agree are believed. */
const SAMPLED = 3 * OF_A_SAMPLE;

/**
 * How many single GETs a tenant is worth in one operation, against a list of so many pages. Who asks for few numbers
 * in all should not pay for a long list; who asks for one number after the other should not pay for both.
 */
export class GetBudget {
  #spent = 0;
  readonly #left = { missing: FEW_MISSING, forgotten: FEW_FORGOTTEN };
  #sampledLeft = SAMPLED;

  grantHandful(count: number): boolean {
    return this.#spend(count, this.#spent + count <= HANDFUL);
  }

  grant(count: number, totalPages: number): boolean {
    const isTrickle = this.#spent * 4 > totalPages;
    return this.#spend(count, !isTrickle && this.#spent + count < totalPages);
  }

  /** Numbers that a list lacks; those that are `forgotten` nobody will look for again. */
  confirm(count: number, are: "missing" | "forgotten" = "missing"): boolean {
    const isGranted = count <= this.#left[are];
    if (isGranted) this.#left[are] -= count;
    return isGranted;
  }

  /** How many of the numbers that two lists lack are worth a GET. */
  sample(count: number): number {
    const granted = Math.min(count, OF_A_SAMPLE, this.#sampledLeft);
    this.#sampledLeft -= granted;
    return granted;
  }

  #spend(count: number, isGranted: boolean): boolean {
    if (isGranted) this.#spent += count;
    return isGranted;
  }
}
