import type { Clock } from "../common/clock";
import type { LivePlatform, NumberState, NumbersList, NumbersPage } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import { type Rows, namesNumber, rowsOfList } from "./rows";

/** A look after a write waits so long for other writers to share its list. */
const GATHER_MS = 250;
/**
 * Between the lists of looks after writes: for each page that the last one had. So they take a tenth of the default request
 * budget at the most, and what ends meanwhile shares the next.
 */
const REST_PER_PAGE_MS = 1000;
const MAX_REST_MS = 10_000;
/** What was read longer ago is not good enough to release numbers by. */
const STALE_AFTER_MS = 5 * 60_000;

/** What a list is read for. */
interface Reader {
  /** Called when a list begins; what it returns is called with the rows when the list has been read. */
  onList: () => (rows: Rows) => void;
  /** Asks for each number by itself, where all that are wanted are fewer than the list has pages. */
  getEach: (numbers: NumberSet) => Promise<void>;
}

/** The list of one tenant: read when it is needed, by all who need it at that moment together. */
export class TenantList {
  /** The rows of the list before the last one: a number that two lists lack is more surely gone. */
  previous: Rows | undefined;
  /** The most numbers that a page or a list has counted. */
  shown = 0;
  /** The last list moved under our eyes, or has a row that does not even tell its number: absences need a GET each. */
  isDoubtful = false;
  readonly #api: LivePlatform;
  readonly #tenant: string;
  readonly #clock: Clock;
  readonly #reader: Reader;
  #last: NumbersList<NumberState> | undefined;
  #readAt: number | undefined;
  #restUntil = 0;
  #page: { readAt: number; page: Promise<NumbersPage<NumberState>> } | undefined;
  #current: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  /** For whom the next look is: whoever wants no numbers in particular wants the list. */
  #wanted: (NumberSet | undefined)[] = [];
  #totalPages = 0;

  constructor(api: LivePlatform, tenant: string, { clock, ...reader }: Reader & { clock: Clock }) {
    this.#api = api;
    this.#tenant = tenant;
    this.#clock = clock;
    this.#reader = reader;
  }

  /** Whether a list has been read or is being read. */
  get isBegun(): boolean {
    return this.#current !== undefined;
  }

  get isFresh(): boolean {
    return this.#readAt !== undefined && !this.#isStale(this.#readAt);
  }

  /** The first page: it tells how many there are. Kept for the list that may follow soon. */
  firstPage(): Promise<NumbersPage<NumberState>> {
    if (this.#page === undefined || this.#isStale(this.#page.readAt)) {
      const page = this.#api.listStatesPage({ msTenantId: this.#tenant, pageNumber: 1 });
      this.#page = { readAt: this.#clock.now(), page };
      page.then(
        (first) => {
          this.#totalPages = this.#api.requestsFor(first);
          this.shown = Math.max(this.shown, first.totalRecords);
        },
        () => (this.#page = undefined),
      );
    }
    return this.#page.page;
  }

  /** A write of ours makes what the first page said old. */
  forgetFirstPage(): void {
    this.#page = undefined;
  }

  /** The list that was read or begun in this operation, else the first one. */
  async read(): Promise<void> {
    while (this.#current === undefined) {
      const asked = this.firstPage();
      const page = await asked;
      // Forgotten meanwhile for a write of ours: it may show what has just been released.
      if (this.#page?.page === asked) this.#current ??= this.#start(page);
    }
    await this.#current;
  }

  /**
   * A list that begins after now, or, for numbers that are few beside its pages, a GET for each. Calls that come before it
   * begins share it. Looks for particular numbers leave a large tenant in peace for a while after each list.
   */
  readAgain(numbers?: NumberSet): Promise<void> {
    this.#wanted.push(numbers);
    this.#next ??= (async () => {
      await this.#current?.catch(() => undefined);
      await this.#clock.sleep(GATHER_MS);
      if (!this.#wantsList && this.#fewWanted() === undefined)
        await this.#clock.sleep(Math.max(0, this.#restUntil - this.#clock.now()));
      this.#next = undefined;
      const few = this.#fewWanted();
      this.#wanted = [];
      await (few === undefined ? this.#start() : this.#reader.getEach(few));
    })();
    return this.#next;
  }

  /** Somebody wants no numbers in particular. */
  get #wantsList(): boolean {
    return this.#wanted.includes(undefined);
  }

  #fewWanted(): NumberSet | undefined {
    if (this.#wantsList) return undefined;
    const numbers = NumberSet.unionAll(this.#wanted.filter((wanted) => wanted !== undefined));
    return numbers.size < this.#totalPages ? numbers : undefined;
  }

  #isStale(readAt: number): boolean {
    return this.#clock.now() - readAt > STALE_AFTER_MS;
  }

  /** A list that failed is forgotten, so that the next look tries again. */
  #start(firstPage?: NumbersPage<NumberState>): Promise<void> {
    const list = this.#readAll(firstPage);
    this.#current = list;
    list.catch(() => (this.#current = this.#current === list ? undefined : this.#current));
    return list;
  }

  async #readAll(firstPage?: NumbersPage<NumberState>): Promise<void> {
    const deliver = this.#reader.onList();
    this.forgetFirstPage();
    const query = { msTenantId: this.#tenant };
    let list = await this.#api.listStates(firstPage ? { ...query, firstPage } : query);
    if (!list.consistent) list = await this.#api.listStates(query);
    this.isDoubtful = !list.consistent || !list.unreadable.every(namesNumber);
    this.previous = this.#last && rowsOfList(this.#last);
    this.#last = list;
    this.#readAt = this.#clock.now();
    this.#restUntil = this.#readAt + Math.min(list.pages * REST_PER_PAGE_MS, MAX_REST_MS);
    this.#totalPages = list.pages;
    this.shown = Math.max(this.shown, list.totalRecords);
    deliver(rowsOfList(list));
  }
}
