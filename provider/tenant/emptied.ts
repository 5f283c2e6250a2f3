import { HANDFUL } from "./get-budget";

/** Whether an operation has itself emptied a tenant that now lists nothing. */
export class Emptied {
  #foundGone = 0;
  #released = 0;

  /** Numbers that this operation has released. */
  release(count: number): void {
    this.#released += count;
  }

  /**
   * Whether numbers found missing may be believed to be gone: it was this operation that released what the tenant listed, or
   * there are but a handful in all. Counts what it is asked about.
   *
   * @param shown the most numbers that the tenant has listed
   */
  isBelievable(missing: number, shown: number): boolean {
    this.#foundGone += missing;
    const hasEmptied = this.#released > 0 && shown - this.#released <= HANDFUL;
    return hasEmptied || this.#foundGone <= HANDFUL;
  }
}
