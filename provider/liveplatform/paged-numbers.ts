import { ApiError } from "./errors";
import { type ListPassage, type NumbersList, type ReadPage, listFrom, passPages } from "./number-list";
import { type ListPageQuery, type ListQuery, type NumbersPage, getPage } from "./numbers";
import { PageSizes } from "./page-sizes";
import type { Listed } from "./tenant-number";
import type { AnswerSchema, Transport } from "./transport";

/** The paginated list, in pages of a size that the platform takes. */
export class PagedNumbers {
  readonly #transport: Transport;
  readonly #pageSizes: PageSizes;

  /** `pageSize`: see `PageSizes`. */
  constructor(transport: Transport, pageSize: number | undefined) {
    this.#transport = transport;
    this.#pageSizes = new PageSizes(pageSize);
  }

  requestsFor(firstPage: NumbersPage<Listed>): number {
    return this.#pageSizes.requestsFor(firstPage);
  }

  async page<N extends Listed>(query: ListPageQuery, row: AnswerSchema<N>): Promise<NumbersPage<N>> {
    const pageSize = this.#pageSizes.first(query.pageSize);
    try {
      return await getPage(this.#transport, { ...query, pageSize }, row);
    } catch (error) {
      // A later page of another size would be another part of the list.
      const isFirst = isRefusal(error) && query.pageNumber === 1;
      const smaller = isFirst ? this.#pageSizes.smallerThan(pageSize) : undefined;
      if (smaller === undefined) throw error;
      const page = await getPage(this.#transport, { ...query, pageSize: smaller }, row);
      this.#pageSizes.keepTo(smaller);
      return page;
    }
  }

  async list<N extends Listed>(
    first: NumbersPage<N>,
    query: ListQuery,
    row: AnswerSchema<N>,
  ): Promise<NumbersList<N>> {
    const { start, read } = await this.#startFrom(first, query, row);
    return listFrom(start, read);
  }

  /** Passes each page on and keeps none, so that memory does not grow with the list. */
  async pass<N extends Listed>(
    query: ListQuery,
    row: AnswerSchema<N>,
    pass: (page: NumbersPage<N>) => void,
  ): Promise<ListPassage> {
    const first = await this.page({ ...query, pageNumber: 1 }, row);
    const { start, read } = await this.#startFrom(first, query, row);
    return passPages(start, read, pass);
  }

  /** The page to start from, and what reads those that follow: large ones of a long list, where the platform gives them. */
  async #startFrom<N extends Listed>(
    first: NumbersPage<N>,
    query: ListQuery,
    row: AnswerSchema<N>,
  ): Promise<{ start: NumbersPage<N>; read: ReadPage<N> }> {
    const read: ReadPage<N> = (pageNumber, pageSize) =>
      getPage(this.#transport, { ...query, pageNumber, pageSize }, row);
    const pageSize = this.#pageSizes.largerThan(first, query.pageSize);
    if (pageSize === undefined) return { start: first, read };
    // Whatever is wrong with it: what it was asked for is read in usual pages all the same.
    const asked = read(1, pageSize).catch(() => undefined);
    // Asked for together, so that the platform makes the second while the first is parsed here.
    const second = first.totalRecords > pageSize ? read(2, pageSize) : undefined;
    second?.catch(() => undefined);
    const large = await asked;
    const isTaken = this.#pageSizes.acceptLarge(large);
    if (large === undefined || !isTaken) return { start: first, read };
    return {
      start: large,
      read: (pageNumber, size) =>
        pageNumber === 2 && second !== undefined ? second : read(pageNumber, size),
    };
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 400 || error.status === 422);
}
