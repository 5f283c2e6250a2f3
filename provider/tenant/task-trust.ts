/** Tasks that must have told the truth before a success is believed without a look. */
const AGREEMENTS = 3;

/** Whether the tasks of a tenant have told the truth in this operation. */
export class TaskTrust {
  #agreements = 0;

  /** Often enough to be believed without a look. */
  get isEarned(): boolean {
    return this.#agreements >= AGREEMENTS;
  }

  /** After a look: whether the tenant was as the task had said. One lie ends the trust for this operation. */
  record(agrees: boolean): void {
    this.#agreements = agrees ? this.#agreements + 1 : Number.NEGATIVE_INFINITY;
  }
}
