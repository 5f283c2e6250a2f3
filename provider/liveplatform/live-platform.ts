import * as actions from "./actions";
import { type CallingProfile, callingProfiles } from "./calling-profiles";
import type { ListPassage, NumbersList } from "./number-list";
import { type NumberStatusResult, numberStatus } from "./number-validation";
import { type ListPageQuery, type ListQuery, type NumbersPage, getAllV2, getNumber } from "./numbers";
import { PagedNumbers } from "./paged-numbers";
import * as removal from "./removal-status";
import { type Task, getTask } from "./tasks";
import type { Listed, NumberState, TenantNumber } from "./tenant-number";
import { numberState, tenantNumber } from "./tenant-number-schema";
import { Transport } from "./transport";
import type { TransportOptions } from "./transport-options";

export interface LivePlatformOptions extends TransportOptions {
  /** Numbers asked for on one page. Default: 1000, and 5000 for a list of more than 4000. */
  pageSize?: number | undefined;
}

export interface StatesQuery extends ListQuery {
  /** Page 1, where the caller has it already. */
  firstPage?: NumbersPage<NumberState> | undefined;
}

/**
 * The Live Platform API. Every method throws `ApiError`, `NoAnswerError` or `ResponseShapeError`, and nothing else of
 * its own; reads are repeated where that may help, writes only where the platform said that it did not take them.
 *
 * @example
 * const platform = new LivePlatform({ baseUrl, tokenSource: staticToken(token, "LIVEPLATFORM_TOKEN") });
 * const { numbers } = await platform.listNumbers({ msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb" });
 */
export class LivePlatform {
  readonly baseUrl: string;
  readonly channelId: string | undefined;
  readonly #transport: Transport;
  readonly #numbers: PagedNumbers;

  constructor(options: LivePlatformOptions) {
    this.baseUrl = options.baseUrl.replace(/\/+$/, "");
    this.channelId = options.channelId;
    this.#transport = new Transport({ ...options, baseUrl: this.baseUrl });
    this.#numbers = new PagedNumbers(this.#transport, options.pageSize);
  }

  /** One page of the v3 list, without what is for display. The answer's `pageSize` may be smaller than the one asked for. */
  listStatesPage(query: ListPageQuery): Promise<NumbersPage<NumberState>> {
    return this.#numbers.page(query, numberState);
  }

  /** All pages; those after the first are read side by side. Look at `consistent` before deciding on what is missing. */
  async listStates({ firstPage, ...query }: StatesQuery): Promise<NumbersList<NumberState>> {
    return this.#numbers.list(
      firstPage ?? (await this.listStatesPage({ ...query, pageNumber: 1 })),
      query,
      numberState,
    );
  }

  /** As `listStates`, with all that the platform says of each number. */
  async listNumbers(query: ListQuery): Promise<NumbersList> {
    return this.#numbers.list(
      await this.#numbers.page({ ...query, pageNumber: 1 }, tenantNumber),
      query,
      tenantNumber,
    );
  }

  /** One page of the v3 list, with all that the platform says of each number. */
  listNumbersPage(query: ListPageQuery): Promise<NumbersPage> {
    return this.#numbers.page(query, tenantNumber);
  }

  /**
   * As `listNumbers`, for lists of any length: each page is passed on as it arrives, and none is kept. A list that changes
   * meanwhile may show a number twice.
   */
  passNumbers(query: ListQuery, pass: (page: NumbersPage) => void): Promise<ListPassage> {
    return this.#numbers.pass(query, tenantNumber, pass);
  }

  /** How many requests the whole list takes, as its first page shows it. */
  requestsFor(firstPage: NumbersPage<Listed>): number {
    return this.#numbers.requestsFor(firstPage);
  }

  /** A whole tenant by the v2 list, which has no pages and fewer fields. */
  async listNumbersV2(msTenantId: string): Promise<NumbersList> {
    const all = await getAllV2(this.#transport, msTenantId);
    const once = new Map(all.numbers.map((number) => [number.telephoneNumber, number]));
    return { ...all, numbers: [...once.values()], consistent: true, pages: 1 };
  }

  /** One number, whichever tenant holds it; undefined only where the platform itself answers that there is none. */
  getNumber(phoneNumber: string): Promise<TenantNumber | undefined> {
    return getNumber(this.#transport, phoneNumber);
  }

  /** Asks for numbers to be added to a tenant; the task tells what came of it. */
  upload(msTenantId: string, body: actions.UploadRequest): Promise<actions.TaskStarted> {
    return actions.upload(this.#transport, msTenantId, body);
  }

  /** Undefined where the platform does not know the task, or has forgotten it. */
  getTask(taskId: string): Promise<Task | undefined> {
    return getTask(this.#transport, taskId);
  }

  /** Gives numbers of one tenant back to the operator. At most 10 requests in 10 s are sent. */
  release(msTenantId: string, phoneNumbers: readonly string[]): Promise<actions.TaskStarted> {
    return actions.release(this.#transport, msTenantId, phoneNumbers);
  }

  /** Takes numbers from the users or services that they are assigned to. */
  unassign(msTenantId: string, phoneNumbers: readonly string[]): Promise<actions.TaskStarted> {
    return actions.unassign(this.#transport, msTenantId, phoneNumbers);
  }

  /** What an upload of these numbers would meet. Changes nothing. */
  numberStatus(msTenantId: string, phoneNumbers: readonly string[]): Promise<NumberStatusResult> {
    return numberStatus(this.#transport, msTenantId, phoneNumbers);
  }

  /** How many numbers are on their way out, of one tenant or of all. */
  removalStatusSummary(msTenantId?: string): Promise<removal.RemovalStatusSummary> {
    return removal.removalStatusSummary(this.#transport, msTenantId);
  }

  /** MarkedForRemoval → Active, of 500 numbers at the most. */
  clearRemovalStatus(phoneNumbers: readonly string[]): Promise<{ processedCount: number }> {
    return removal.clearRemovalStatus(this.#transport, phoneNumbers);
  }

  /** The calling profiles that the channel may upload to. */
  callingProfiles(): Promise<CallingProfile[]> {
    return callingProfiles(this.#transport);
  }
}
