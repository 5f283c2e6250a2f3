import type { NumbersPage } from "./numbers";
import type { Listed } from "./tenant-number";

/** The page size that is documented: the one to fall back to where a larger one is refused. */
const DOCUMENTED = 200;
const USUAL = 1000;
const LARGE = 5000;
/** A tenant of more usual pages than this is worth a second look at its first page, with a large one. */
const MANY_PAGES = 4;

/**
 * How many numbers to ask for on a page. A given size is kept to; without one it is 1,000, and 5,000 for a list of more than
 * four such pages. What the platform refuses, or cuts, is not asked for again in the life of the process.
 */
export class PageSizes {
  readonly #given: number | undefined;
  #largest = Infinity;
  #takesLarge = true;

  constructor(given: number | undefined) {
    this.#given = given;
  }

  /** For the first page of a list. */
  first(asked: number | undefined): number {
    return Math.min(asked ?? this.#given ?? USUAL, this.#largest);
  }

  /** What to ask for instead of a size that the platform refused; undefined where nothing smaller is worth a try. */
  smallerThan(refused: number): number | undefined {
    return refused > DOCUMENTED ? DOCUMENTED : undefined;
  }

  /** The refusal was for the size: a smaller one was taken. */
  keepTo(size: number): void {
    this.#largest = size;
  }

  /** The larger size with which the rest of a list is read better, where its first page shows that it is long. */
  largerThan(page: NumbersPage<Listed>, asked: number | undefined): number | undefined {
    const isChosen = asked !== undefined || this.#given !== undefined;
    const isLong = page.totalRecords > MANY_PAGES * USUAL && page.pageSize === USUAL;
    return !isChosen && isLong && this.#takesLarge ? LARGE : undefined;
  }

  /** Whether a large first page came whole; where it did not, none is asked for again. */
  acceptLarge(page: NumbersPage<Listed> | undefined): boolean {
    const rows = page ? page.numbers.length + page.unreadable.length : 0;
    this.#takesLarge = page?.pageSize === LARGE && rows >= Math.min(LARGE, page.totalRecords);
    return this.#takesLarge;
  }

  /** How many requests a whole list takes, its first page among them. */
  requestsFor(page: NumbersPage<Listed>): number {
    const large = this.largerThan(page, undefined);
    return large === undefined ? page.totalPages : 1 + Math.ceil(page.totalRecords / large);
  }
}
