import type { LivePlatform, NumbersPage } from "../liveplatform";
import type { Clock } from "../clock";
import type { NumberSet } from "../numbers/number-set";
import { GetBudget, HANDFUL } from "./get-budget";
import { type Row, type Rows, rowsOfList, toRow } from "./observe";

/** The absences that are confirmed one by one; more are confirmed by a second list and a sample. */
const FEW_MISSING = 3;
/** How many sampled GETs a tenant is worth in one operation: after so many that agree, the second list is believed. */
const SAMPLES = 9;
/** Tasks that must have told the truth before a success is believed without a look. */
const AGREEMENTS = 3;
/** A look after a write waits so long for other writers to share its list. */
const GATHER_MS = 250;
/** What was read longer ago is not good enough to release numbers by. */
const STALE_AFTER_MS = 5 * 60_000;

/**
 * What is known of one tenant in one operation: read once, by single GETs or one paginated list, whichever is
 * cheaper; shared by all its allocations; brought up to date by our own confirmed writes.
 */
export class TenantView {
  readonly #api: LivePlatform;
  readonly #clock: Clock;
  readonly #tenant: string;
  #rows: Rows = new Map();
  readonly #asked = new Set<string>();
  readonly #confirmedAbsent = new Set<string>();
  readonly #patches: (() => void)[] = [];
  readonly #gets = new GetBudget();
  #samplesLeft = SAMPLES;
  #agreements = 0;
  #listedAt: number | undefined;
  #anonymousRows = 0;
  #firstPage: Promise<NumbersPage> | undefined;
  #list: Promise<void> | undefined;
  #nextList: Promise<void> | undefined;
  #secondList: Promise<void> | undefined;

  constructor(api: LivePlatform, tenant: string, clock: Clock) {
    this.#api = api;
    this.#tenant = tenant;
    this.#clock = clock;
  }

  /** The rows of those of the numbers that the platform knows, from what has been read in this operation. */
  async look(numbers: NumberSet): Promise<Rows> {
    if (numbers.isEmpty) return new Map();
    if (this.#list === undefined) {
      const unknown = [...numbers].filter((phoneNumber) => !this.#asked.has(phoneNumber));
      if (unknown.length === 0) return this.#pick(numbers);
      if (await this.#prefersGets(unknown.length)) {
        await this.#getEach(unknown);
        return this.#pick(numbers);
      }
    }
    await this.#firstList();
    return this.#pick(numbers);
  }

  /** As `look`, but a number that is found missing has been confirmed to be: a list may be wrong. */
  async lookConfirmed(numbers: NumberSet): Promise<Rows> {
    await this.look(numbers);
    const missing = this.#doubtful(numbers);
    if (missing.length > FEW_MISSING && this.#anonymousRows === 0) await this.#confirmBySecondList(numbers);
    else await this.#getEach(missing);
    return this.#pick(numbers);
  }

  /** Reads the numbers anew: after a write, or before one that must not go by old knowledge. */
  async lookAgain(numbers: NumberSet): Promise<Rows> {
    if (numbers.size <= HANDFUL) await this.#getEach([...numbers]);
    else await this.#freshList();
    return this.#pick(numbers);
  }

  /** Good enough to release by: few numbers are read anew, many when the last list is old. */
  async lookBeforeRelease(numbers: NumberSet): Promise<Rows> {
    const isOld = this.#listedAt === undefined || this.#clock.now() - this.#listedAt > STALE_AFTER_MS;
    if (numbers.size <= HANDFUL || (isOld && this.#list !== undefined)) return this.lookAgain(numbers);
    return this.look(numbers);
  }

  /** Whether the tenant lists no number at all: one more page at the most. */
  async listsNothing(): Promise<boolean> {
    if (this.#list === undefined) return (await this.#page()).totalRecords === 0;
    await this.#list;
    return ![...this.#rows.values()].some((row) => row === "unreadable" || row.tenantId === this.#tenant);
  }

  /** Whether tasks have told the truth about this tenant often enough to be believed without a look. */
  get believesTasks(): boolean {
    return this.#agreements >= AGREEMENTS;
  }

  /** After a look: whether the tenant was as the task had said. One lie ends the belief for this operation. */
  recordAgreement(agrees: boolean): void {
    this.#agreements = agrees ? this.#agreements + 1 : Number.NEGATIVE_INFINITY;
  }

  /** A write of ours that the platform has confirmed. */
  recordUploaded(rows: Rows): void {
    this.#patch(() => {
      for (const [phoneNumber, row] of rows) this.#learn(phoneNumber, row);
    });
  }

  recordReleased(numbers: NumberSet): void {
    this.#patch(() => {
      for (const phoneNumber of numbers) this.#learn(phoneNumber, undefined);
    });
  }

  #patch(apply: () => void): void {
    this.#patches.push(apply);
    apply();
  }

  #pick(numbers: NumberSet): Rows {
    const picked: Rows = new Map();
    for (const phoneNumber of numbers) {
      const row = this.#rows.get(phoneNumber);
      if (row !== undefined) picked.set(phoneNumber, row);
    }
    return picked;
  }

  /** Decides between single GETs and the list; GETs that it grants are counted at once, for concurrent calls. */
  async #prefersGets(count: number): Promise<boolean> {
    if (this.#gets.grantHandful(count)) return true;
    const { totalPages } = await this.#page();
    return this.#list === undefined && this.#gets.grant(count, totalPages);
  }

  #page(): Promise<NumbersPage> {
    if (this.#firstPage === undefined) {
      const page = this.#api.listPage({ msTenantId: this.#tenant, pageNumber: 1 });
      this.#firstPage = page;
      page.catch(() => (this.#firstPage = undefined));
    }
    return this.#firstPage;
  }

  async #getEach(phoneNumbers: readonly string[]): Promise<void> {
    await Promise.all(
      phoneNumbers.map(async (phoneNumber) => {
        const found = await this.#api.getNumber(phoneNumber);
        this.#learn(phoneNumber, found && toRow(found));
        if (found === undefined) this.#confirmedAbsent.add(phoneNumber);
      }),
    );
  }

  #learn(phoneNumber: string, row: Row | undefined): void {
    this.#asked.add(phoneNumber);
    this.#confirmedAbsent.delete(phoneNumber);
    if (row === undefined) this.#rows.delete(phoneNumber);
    else this.#rows.set(phoneNumber, row);
  }

  #doubtful(numbers: NumberSet): string[] {
    return [...numbers].filter(
      (phoneNumber) => !this.#rows.has(phoneNumber) && !this.#confirmedAbsent.has(phoneNumber),
    );
  }

  async #confirmBySecondList(numbers: NumberSet): Promise<void> {
    await (this.#secondList ??= this.#freshList());
    const missing = this.#doubtful(numbers);
    const sample = spread(missing, Math.min(3, this.#samplesLeft));
    this.#samplesLeft -= sample.length;
    await this.#getEach(sample);
    const contradicted = sample.some((phoneNumber) => this.#rows.has(phoneNumber));
    if (contradicted) await this.#getEach(this.#doubtful(numbers));
    else for (const phoneNumber of missing) this.#confirmedAbsent.add(phoneNumber);
  }

  /** A list that begins after now; calls that come before it begins share it. */
  #freshList(): Promise<void> {
    this.#nextList ??= (async () => {
      await this.#list?.catch(() => undefined);
      await this.#clock.sleep(GATHER_MS);
      this.#nextList = undefined;
      await this.#startList();
    })();
    return this.#nextList;
  }

  async #firstList(): Promise<void> {
    const page = await this.#page();
    await (this.#list ?? this.#startList(page));
  }

  /** A list that failed is forgotten, so that the next look tries again. */
  #startList(firstPage?: NumbersPage): Promise<void> {
    const list = this.#readList(firstPage);
    this.#list = list;
    list.catch(() => (this.#list = this.#list === list ? undefined : this.#list));
    return list;
  }

  async #readList(firstPage?: NumbersPage): Promise<void> {
    const writesBefore = this.#patches.length;
    const query = { msTenantId: this.#tenant };
    let list = await this.#api.listNumbers(firstPage ? { ...query, firstPage } : query);
    if (!list.consistent) list = await this.#api.listNumbers(query);
    this.#rows = rowsOfList(list);
    // Absences in a list that moved under our eyes need a GET each, as where a row does not even tell its number.
    const anonymous = list.unreadable.filter((row) => row.telephoneNumber === undefined).length;
    this.#anonymousRows = anonymous + (list.consistent ? 0 : 1);
    this.#confirmedAbsent.clear();
    this.#listedAt = this.#clock.now();
    for (const apply of this.#patches.slice(writesBefore)) apply();
  }
}

function spread(items: readonly string[], count: number): string[] {
  const step = Math.max(1, Math.floor(items.length / Math.max(1, count)));
  return items.filter((_, index) => index % step === 0).slice(0, count);
}
