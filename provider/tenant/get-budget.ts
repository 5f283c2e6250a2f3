/** So few numbers are asked for one by one without a thought for the list. */
export const HANDFUL = 4;

/**
 * How many single GETs a tenant is worth in one operation, against a list of so many pages. Who asks for few numbers
 * in all should not pay for a long list; who asks for one number after the other should not pay for both.
 */
export class GetBudget {
  #spent = 0;

  grantHandful(count: number): boolean {
    return this.#spend(count, this.#spent + count <= HANDFUL);
  }

  grant(count: number, totalPages: number): boolean {
    const isTrickle = this.#spent * 4 > totalPages;
    return this.#spend(count, !isTrickle && this.#spent + count < totalPages);
  }

  #spend(count: number, isGranted: boolean): boolean {
    if (isGranted) this.#spent += count;
    return isGranted;
  }
}
