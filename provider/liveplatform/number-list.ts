import { mapLimit } from "../common/lanes";
import { ApiError } from "./errors";
import type { NumbersPage, UnreadableRow } from "./numbers";
import { type Listed, type TenantNumber, isInUse } from "./tenant-number";

/** All pages of a list as one. */
export interface NumbersList<N extends Listed = TenantNumber> {
  /** Each number once, in the order of the pages. */
  numbers: N[];
  /** What the platform says there are in all. */
  totalRecords: number;
  unreadable: UnreadableRow[];
  /**
   * False where the list changed while its pages were read: the totals differ between pages, there are fewer or more
   * rows than the total, or a number is on two pages (and so another may be on none).
   */
  consistent: boolean;
  /** How many pages were read. */
  pages: number;
}

/** The limiter decides how fast pages are asked for; this, how many a slow platform has to work on at a time. */
const PAGES_AT_ATIME = 16;
/** Fewer where none is kept: one of 5,000 numbers takes some 10 MB while it is parsed. */
const PASSED_AT_A_TIME = 4;

/** Reads a page of a list, of the size that its first page has. */
export type ReadPage<N extends Listed> = (pageNumber: number, pageSize: number) => Promise<NumbersPage<N>>;

/** Reads the pages that follow the first and puts all together. */
export async function listFrom<N extends Listed>(
  first: NumbersPage<N>,
  readPage: ReadPage<N>,
): Promise<NumbersList<N>> {
  const rest: NumbersPage<N>[] = [];
  await eachFollowingPage(first, { readPage, atATime: PAGES_AT_ATIME }, (page) => void rest.push(page));
  return joinPages([first, ...rest.sort((a, b) => a.currentPage - b.currentPage)]);
}

/** What is left of a list whose pages have been passed on and not kept. */
export interface ListPassage {
  totalRecords: number;
  /** False where the totals differ between pages, or there are fewer or more rows than the total. */
  consistent: boolean;
  pages: number;
}

/** Reads the pages that follow the first and passes each on, in the order in which they arrive; keeps none. */
export async function passPages<N extends Listed>(
  first: NumbersPage<N>,
  readPage: ReadPage<N>,
  pass: (page: NumbersPage<N>) => void,
): Promise<ListPassage> {
  const seen = { pages: 0, rows: 0, sameTotals: true };
  const passOn = (page: NumbersPage<N>): void => {
    seen.pages++;
    seen.rows += rowsOf(page);
    seen.sameTotals &&= page.totalRecords === first.totalRecords;
    pass(page);
  };
  passOn(first);
  await eachFollowingPage(first, { readPage, atATime: PASSED_AT_A_TIME }, passOn);
  const { totalRecords } = first;
  return { totalRecords, consistent: seen.sameTotals && seen.rows === totalRecords, pages: seen.pages };
}

async function eachFollowingPage<N extends Listed>(
  first: NumbersPage<N>,
  { readPage, atATime }: { readPage: ReadPage<N>; atATime: number },
  pass: (page: NumbersPage<N>) => void,
): Promise<void> {
  const last = lastPage(first);
  const following = Array.from({ length: Math.max(0, last - 1) }, (_, index) => index + 2);
  await mapLimit(following, atATime, async (pageNumber) => {
    const read = (): Promise<NumbersPage<N>> => readPage(pageNumber, first.pageSize);
    const page = pageNumber <= first.totalPages ? await read() : await readPagePastTheEnd(read);
    if (page !== undefined) pass(page);
  });
}

/** By whichever count is the highest: a page left out would make numbers look missing. */
function lastPage(first: NumbersPage<Listed>): number {
  const rows = rowsOf(first);
  const bySize = Math.ceil(first.totalRecords / first.pageSize);
  // Fewer rows than the page size it states: the platform cuts its pages without saying so.
  const byRows = rows > 0 && rows < first.totalRecords ? Math.ceil(first.totalRecords / rows) : 1;
  return Math.max(first.totalPages, bySize, byRows);
}

/** Whether there is a page beyond the stated last is a guess, and the platform may refuse to be asked. */
async function readPagePastTheEnd<Page>(read: () => Promise<Page>): Promise<Page | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ApiError && (error.status === 400 || error.isNotFound)) return undefined;

    throw error;
  }
}

function joinPages<N extends Listed>(pages: [NumbersPage<N>, ...NumbersPage<N>[]]): NumbersList<N> {
  const [first] = pages;
  const { numbers, onTwoPages } = onceEach(pages);
  const rows = pages.reduce((sum, page) => sum + rowsOf(page), 0);
  const sameTotals = pages.every(
    (page) => page.totalRecords === first.totalRecords && page.totalPages === first.totalPages,
  );
  return {
    numbers,
    totalRecords: first.totalRecords,
    unreadable: pages.flatMap((page) => page.unreadable),
    consistent: sameTotals && !onTwoPages && rows === first.totalRecords,
    pages: pages.length,
  };
}

/** Nearly always that is all there are, which a tenant of 100,000 numbers is not to be sorted out for. */
function onceEach<N extends Listed>(pages: readonly NumbersPage<N>[]): { numbers: N[]; onTwoPages: boolean } {
  const all = pages.flatMap((page) => page.numbers);
  const isOnce = new Set(all.map(({ telephoneNumber }) => telephoneNumber)).size === all.length;
  return isOnce ? { numbers: all, onTwoPages: false } : withoutRepeats(pages);
}

function withoutRepeats<N extends Listed>(
  pages: readonly NumbersPage<N>[],
): { numbers: N[]; onTwoPages: boolean } {
  const numbers = new Map<string, N>();
  const pageOf = new Map<string, NumbersPage<N>>();
  let onTwoPages = false;
  for (const page of pages) {
    for (const number of page.numbers) {
      const { telephoneNumber } = number;
      const seenOn = pageOf.get(telephoneNumber) ?? page;
      // Twice on one page is the platform's own slip, and no sign of a list that moves.
      onTwoPages ||= seenOn !== page;
      pageOf.set(telephoneNumber, seenOn);
      // Of two rows of a number the first counts, unless the other says that it is in use: nobody is to be cut off by a slip.
      if (!numbers.has(telephoneNumber) || isInUse(number)) numbers.set(telephoneNumber, number);
    }
  }
  return { numbers: [...numbers.values()], onTwoPages };
}

function rowsOf(page: NumbersPage<Listed>): number {
  return page.numbers.length + page.unreadable.length;
}
