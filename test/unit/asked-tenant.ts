import {
  LivePlatform,
  type NumbersList,
  type TenantNumber,
  type UnreadableRow,
  staticToken,
} from "../../provider/liveplatform";
import { tenantNumber } from "../../provider/liveplatform/tenant-number-schema";
import type { NumberSet } from "../../provider/numbers/number-set";
import { toRow } from "../../provider/tenant/rows";
import { TenantView } from "../../provider/tenant/tenant-view";
import { TENANT, rowOf } from "./situations";

export const BASE_URL = "https://live.example.com/tenantui";

/** A tenant behind a client that notes what it is asked, in virtual time. */
export class AskedTenant {
  /** What it holds, by number. */
  readonly held = new Map<string, TenantNumber>();
  /** Numbers that its list leaves out, though it holds them. */
  readonly unlisted = new Set<string>();
  /** Rows of its list that cannot be read. */
  readonly unreadable: UnreadableRow[] = [];
  /** Pages that its list would take. */
  pages = 1;
  /** Whether lists change while they are read. */
  isRestless = false;
  /** Single GETs, by number, and lists (`page` for a first page alone), in their order. */
  readonly asked: string[] = [];
  readonly api: LivePlatform;
  readonly view: TenantView;
  readonly clock = {
    now: () => this.#now,
    sleep: (ms: number) => {
      this.#now += ms;
      return Promise.resolve();
    },
  };
  #now = 1_000_000;

  constructor(numbers: NumberSet) {
    this.hold(numbers);
    const tokenSource = staticToken("a-token-of-a-test-0123456789", "LIVEPLATFORM_TOKEN");
    const api = new LivePlatform({ baseUrl: BASE_URL, tokenSource, clock: this.clock });
    jest.spyOn(api, "getNumber").mockImplementation((phoneNumber) => this.#get(phoneNumber));
    jest.spyOn(api, "listStatesPage").mockImplementation(() => this.#page());
    jest.spyOn(api, "listStates").mockImplementation(() => this.#states());
    jest.spyOn(api, "listNumbers").mockImplementation(() => Promise.resolve(this.#list()));
    jest.spyOn(api, "requestsFor").mockImplementation(() => this.pages);
    this.api = api;
    this.view = new TenantView(api, TENANT, this.clock);
  }

  hold(numbers: NumberSet): void {
    for (const phoneNumber of numbers) this.held.set(phoneNumber, tenantNumber.parse(rowOf(phoneNumber)));
  }

  drop(numbers: NumberSet): void {
    for (const phoneNumber of numbers) this.held.delete(phoneNumber);
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  #get(phoneNumber: string): ReturnType<LivePlatform["getNumber"]> {
    this.asked.push(phoneNumber);
    return Promise.resolve(this.held.get(phoneNumber));
  }

  #page(): ReturnType<LivePlatform["listStatesPage"]> {
    this.asked.push("page");
    const numbers = this.#listed().map(toRow);
    const page = { currentPage: 1, pageSize: 1000, totalPages: this.pages, totalRecords: numbers.length };
    return Promise.resolve({ ...page, numbers, unreadable: this.unreadable });
  }

  #states(): ReturnType<LivePlatform["listStates"]> {
    const list = this.#list();
    return Promise.resolve({ ...list, numbers: list.numbers.map(toRow) });
  }

  #list(): NumbersList {
    this.asked.push("list");
    const numbers = this.#listed();
    const list = { totalRecords: numbers.length, unreadable: this.unreadable, pages: this.pages };
    return { ...list, numbers, consistent: !this.isRestless };
  }

  #listed(): TenantNumber[] {
    return [...this.held.values()].filter(({ telephoneNumber }) => !this.unlisted.has(telephoneNumber));
  }
}
