import type { Clock } from "../clock";
import type { LivePlatform, NumbersPage } from "../liveplatform";
import { type Rows, rowsOfList } from "./observe";

/** A look after a write waits so long for other writers to share its list. */
const GATHER_MS = 250;
/** What was read longer ago is not good enough to release numbers by. */
const STALE_AFTER_MS = 5 * 60_000;

/** Called when a list begins; what it returns is called with the rows when the list has been read. */
export type OnList = () => (rows: Rows) => void;

/** The list of one tenant: read when it is needed, by all who need it at that moment together. */
export class TenantList {
  /** The rows of the list before the last one: a number that two lists lack is more surely gone. */
  previous: Rows | undefined;
  /** The last list moved under our eyes, or has a row that does not even tell its number: absences need a GET each. */
  isDoubtful = false;
  readonly #api: LivePlatform;
  readonly #tenant: string;
  readonly #clock: Clock;
  readonly #onList: OnList;
  #last: Rows | undefined;
  #readAt: number | undefined;
  #page: { readAt: number; page: Promise<NumbersPage> } | undefined;
  #current: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(api: LivePlatform, tenant: string, { clock, onList }: { clock: Clock; onList: OnList }) {
    this.#api = api;
    this.#tenant = tenant;
    this.#clock = clock;
    this.#onList = onList;
  }

  /** Whether a list has been read or is being read. */
  get isBegun(): boolean {
    return this.#current !== undefined;
  }

  get isFresh(): boolean {
    return this.#readAt !== undefined && !this.#isStale(this.#readAt);
  }

  /** The first page: it tells how many there are. Kept for the list that may follow soon. */
  firstPage(): Promise<NumbersPage> {
    if (this.#page === undefined || this.#isStale(this.#page.readAt)) {
      const page = this.#api.listPage({ msTenantId: this.#tenant, pageNumber: 1 });
      this.#page = { readAt: this.#clock.now(), page };
      page.catch(() => (this.#page = undefined));
    }
    return this.#page.page;
  }

  /** A write of ours makes what the first page said old. */
  forgetFirstPage(): void {
    this.#page = undefined;
  }

  /** The list that was read or begun in this operation, else the first one. */
  async read(): Promise<void> {
    if (this.#current === undefined) {
      const page = await this.firstPage();
      this.#current ??= this.#start(page);
    }
    await this.#current;
  }

  /** A list that begins after now; calls that come before it begins share it. */
  readAgain(): Promise<void> {
    this.#next ??= (async () => {
      await this.#current?.catch(() => undefined);
      await this.#clock.sleep(GATHER_MS);
      this.#next = undefined;
      await this.#start();
    })();
    return this.#next;
  }

  #isStale(readAt: number): boolean {
    return this.#clock.now() - readAt > STALE_AFTER_MS;
  }

  /** A list that failed is forgotten, so that the next look tries again. */
  #start(firstPage?: NumbersPage): Promise<void> {
    const list = this.#readAll(firstPage);
    this.#current = list;
    list.catch(() => (this.#current = this.#current === list ? undefined : this.#current));
    return list;
  }

  async #readAll(firstPage?: NumbersPage): Promise<void> {
    const deliver = this.#onList();
    this.forgetFirstPage();
    const query = { msTenantId: this.#tenant };
    let list = await this.#api.listNumbers(firstPage ? { ...query, firstPage } : query);
    if (!list.consistent) list = await this.#api.listNumbers(query);
    this.isDoubtful = !list.consistent || list.unreadable.some((row) => row.telephoneNumber === undefined);
    this.previous = this.#last;
    this.#last = rowsOfList(list);
    this.#readAt = this.#clock.now();
    deliver(new Map(this.#last));
  }
}
