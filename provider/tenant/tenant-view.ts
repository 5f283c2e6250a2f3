import type { Clock } from "../common/clock";
import { Gathering } from "../common/gathering";
import type { LivePlatform } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import { Emptied } from "./emptied";
import { GetBudget, HANDFUL } from "./get-budget";
import { KnownRows } from "./known-rows";
import { type Rows, ownRows, rowsOfList, toRow } from "./rows";
import { learnElsewhere } from "./rows-elsewhere";
import { sample } from "./sample";
import { TaskTrust } from "./task-trust";
import { TenantList } from "./tenant-list";

/** Calls that come within so long decide together between GETs and the list. */
const TOGETHER_MS = 30;
/**
 * What is known of one tenant in one operation: read once, by single GETs or one paginated list, whichever is
 * cheaper; shared by all its allocations; brought up to date by our own confirmed writes.
 */
export class TenantView {
  /** Whether its tasks may be taken at their word. */
  readonly trust = new TaskTrust();
  readonly #api: LivePlatform;
  readonly #tenant: string;
  readonly #list: TenantList;
  readonly #known = new KnownRows();
  readonly #gets = new GetBudget();
  /** A run of many allocations begins with many looks at once: each would be worth a GET, together they are a list. */
  readonly #looks: Gathering<NumberSet, void>;
  readonly #emptied = new Emptied();
  /** It lacked numbers that the state was to forget: what it lacks is asked for one by one from then on. */
  #isListWrong = false;
  /** It lacked numbers that another look found. */
  #hasLacked = false;

  constructor(api: LivePlatform, tenant: string, clock: Clock) {
    this.#api = api;
    this.#tenant = tenant;
    this.#looks = new Gathering(clock, { quietMs: TOGETHER_MS }, (looks) =>
      this.#lookTogether(NumberSet.unionAll(looks)),
    );
    this.#list = new TenantList(api, tenant, {
      clock,
      onList: () => this.#known.beginList(),
      getEach: (numbers) => this.#getEach([...numbers]),
    });
  }

  /** The rows of those of the numbers that the platform knows, from what has been read in this operation. */
  async look(numbers: NumberSet): Promise<Rows> {
    if (!this.#list.isBegun) {
      const unknown = this.#known.unasked(numbers);
      if (unknown.length === 0) return this.#known.of(numbers);
      if (await this.#isWorthTheList(unknown.length)) await this.#list.read();
      else await this.#looks.join(numbers);
      return this.#known.of(numbers);
    }
    await this.#list.read();
    return this.#known.of(numbers);
  }

  /** So many numbers need not wait for others who ask. */
  async #isWorthTheList(count: number): Promise<boolean> {
    return count > HANDFUL && count >= this.#api.requestsFor(await this.#list.firstPage());
  }

  async #lookTogether(numbers: NumberSet): Promise<void> {
    const unknown = this.#known.unasked(numbers);
    if (await this.#prefersGets(unknown.length)) await this.#getEach(unknown);
    else await this.#list.read();
  }

  /** As `look`, but a number that is found missing has been confirmed to be: a list may be wrong. */
  async lookConfirmed(numbers: NumberSet): Promise<Rows> {
    const rows = await this.look(numbers);
    if (rows.size === numbers.size) return rows;
    const missing = this.#known.doubtful(numbers);
    const isDoubtful = this.#list.isDoubtful || this.#isListWrong;
    if (isDoubtful || this.#gets.confirm(missing.length)) await this.#getEach(missing);
    else await this.#confirmByLists(numbers);
    const found = this.#known.of(numbers);
    this.#hasLacked ||= found.size > rows.size;
    return found;
  }

  /**
   * As `lookConfirmed`, before all of the numbers are given up where none is there: a few are then asked for one by one. Where single
   * GETs have denied all of them, and no list has been read, those that its first page shows all the same are there. Who denies them
   * all may deny whatever is asked for.
   */
  async lookDoubting(numbers: NumberSet): Promise<Rows> {
    const shown = await this.look(numbers);
    if (shown.size === numbers.size) return shown;
    if (shown.size === 0) await this.#askForFew(numbers);
    const rows = await this.lookConfirmed(numbers);
    if (rows.size > 0 || this.#list.isBegun) return rows;
    this.#list.forgetFirstPage();
    const page = rowsOfList(await this.#list.firstPage());
    for (const [phoneNumber, row] of page) if (numbers.has(phoneNumber)) this.#known.learn(phoneNumber, row);
    return this.#known.of(numbers);
  }

  /**
   * As `lookDoubting`, before the state forgets those that are missing: nobody looks for them again. A few are asked for one by one, and all
   * of them where the list has lacked numbers before.
   */
  async lookForgetting(numbers: NumberSet): Promise<Rows> {
    const shown = await this.look(numbers);
    if (this.isListWrong) await this.#getEach(this.#known.doubtful(numbers));
    else await this.#askForFew(numbers);
    const rows = await this.lookDoubting(numbers);
    this.#isListWrong ||= rows.size > shown.size;
    return rows;
  }

  /** Two lists that are behind and a sample may agree by chance; of those that the state forgets nobody would ever notice. */
  async #askForFew(numbers: NumberSet): Promise<void> {
    const missing = this.#known.doubtful(numbers);
    if (!this.#gets.confirm(missing.length, "forgotten")) return;
    await this.#getEach(missing);
    this.#hasLacked ||= missing.some((phoneNumber) => this.#known.has(phoneNumber));
  }

  /** Whether the list has lacked a number that was there: what it lacks is not believed any more because a task says so, too. */
  get isListWrong(): boolean {
    return this.#isListWrong || this.#hasLacked;
  }

  /** Reads the numbers anew: after a write, or before one that must not go by old knowledge. */
  async lookAgain(numbers: NumberSet): Promise<Rows> {
    if (numbers.size <= HANDFUL) return this.askEach(numbers);
    await this.#list.readAgain(numbers);
    return this.#known.of(numbers);
  }

  /** Asks for each number by itself, in whichever tenant it is. */
  async askEach(numbers: NumberSet): Promise<Rows> {
    await this.#getEach([...numbers]);
    return this.#known.of(numbers);
  }

  /** Good enough to release by: few numbers are read anew, many by a list that is not old. */
  async lookBeforeRelease(numbers: NumberSet): Promise<Rows> {
    const isRecent = this.#list.isFresh && numbers.size > HANDFUL;
    return isRecent ? this.look(numbers) : this.lookAgain(numbers);
  }

  /** Whether the tenant lists no number at all: one more page at the most. */
  async listsNothing(): Promise<boolean> {
    if (!this.#list.isBegun) return (await this.#list.firstPage()).totalRecords === 0;
    return (await this.all()).size === 0;
  }

  /** All rows of the tenant: reads its list. */
  async all(): Promise<Rows> {
    await this.#list.read();
    return ownRows(this.#known.all, this.#tenant);
  }

  /** Whether numbers that a delete finds missing may be believed to be gone although the tenant lists nothing. */
  isGone(numbers: NumberSet): boolean {
    return this.#emptied.isBelievable(numbers.size, this.#list.shown);
  }

  /** A write of ours that the platform has confirmed. */
  recordUploaded(rows: Rows): void {
    this.#write(() => {
      for (const [phoneNumber, row] of rows) this.#known.learn(phoneNumber, row);
    });
  }

  recordReleased(numbers: NumberSet): void {
    this.#emptied.release(numbers.size);
    this.#write(() => {
      for (const phoneNumber of numbers) this.#known.learn(phoneNumber, undefined);
    });
  }

  #write(apply: () => void): void {
    this.#list.forgetFirstPage();
    this.#known.write(apply);
  }

  /** Decides between single GETs and the list; GETs that it grants are counted at once, for concurrent calls. */
  async #prefersGets(count: number): Promise<boolean> {
    if (this.#gets.grantHandful(count)) return true;
    const requests = this.#api.requestsFor(await this.#list.firstPage());
    return !this.#list.isBegun && this.#gets.grant(count, requests);
  }

  async #getEach(phoneNumbers: readonly string[]): Promise<void> {
    await Promise.all(
      phoneNumbers.map(async (phoneNumber) => {
        const found = await this.#api.getNumber(phoneNumber);
        this.#known.learn(phoneNumber, found && toRow(found));
        if (found === undefined) this.#known.confirmAbsence(phoneNumber);
      }),
    );
  }

  /** Numbers that two lists in a row lack are missing, where a sample of GETs agrees; the others get a GET each. */
  async #confirmByLists(numbers: NumberSet): Promise<void> {
    const { previous } = this.#list;
    const wasThere = (phoneNumber: string): boolean => previous === undefined || previous.has(phoneNumber);
    if (this.#known.doubtful(numbers).some(wasThere)) await this.#list.readAgain();
    const missing = this.#known.doubtful(numbers);
    const sampled = sample(missing, this.#gets.sample(missing.length));
    await this.#getEach([
      ...sampled,
      ...missing.filter((phoneNumber) => this.#list.previous?.has(phoneNumber)),
    ]);
    if (sampled.some((phoneNumber) => this.#known.has(phoneNumber))) {
      await learnElsewhere(this.#api, this.#tenant, { known: this.#known, numbers });
      await this.#getEach(this.#known.doubtful(numbers));
    }
    for (const phoneNumber of this.#known.doubtful(numbers)) this.#known.confirmAbsence(phoneNumber);
  }
}
