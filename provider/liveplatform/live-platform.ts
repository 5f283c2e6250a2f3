import { Cancellation } from "../common/cancellation";
import { type Clock, systemClock } from "../common/clock";
import * as actions from "./actions";
import { type CallingProfile, callingProfiles } from "./calling-profiles";
import { NotSentError } from "./errors";
import type { Pace } from "./limits";
import type { ListPassage, NumbersList } from "./number-list";
import { type NumberStatusResult, numberStatus } from "./number-validation";
import { type ListPageQuery, type ListQuery, type NumbersPage, getAllV2, getNumber } from "./numbers";
import { PagedNumbers } from "./paged-numbers";
import * as removal from "./removal-status";
import { type Task, getTask } from "./tasks";
import type { Listed, NumberState, TenantNumber } from "./tenant-number";
import { numberState, tenantNumber } from "./tenant-number-schema";
import type { TokenSource } from "./token-source";
import { Transport } from "./transport";
import type { Wait } from "./wait";

export interface LivePlatformOptions {
  /** `https://HOST/tenantui`, with or without a slash at the end. */
  baseUrl: string;
  tokenSource: TokenSource;
  /** Sent as X-Ovoc-Channel-Id; without it the credential's own channel is used. */
  channelId?: string | undefined;
  /** For one request and the whole of its answer. Default 60,000. */
  requestTimeoutMs?: number | undefined;
  /** Default 10. */
  requestsPerSecond?: number | undefined;
  /** What other processes start counts for the limits, too. Default: only what this client starts. */
  pace?: Pace | undefined;
  /** Numbers asked for on one page. Default: 1000, and 5000 for a list of more than 4000. */
  pageSize?: number | undefined;
  /** The most that one call may spend waiting between its attempts. Default 300,000. */
  maxRetryWaitMs?: number | undefined;
  /** Called when a write is about to be sent; where it rejects, it is not sent, and that is the error. */
  beforeWrite?: (() => Promise<void>) | undefined;
  /** Told when a request is put off: by the platform, after a failure, or for two seconds and more by the limits of this client. */
  onWait?: ((wait: Wait) => void) | undefined;
  /** Whether somebody has asked the run to end. Default: nobody does. */
  cancellation?: Cancellation | undefined;
  clock?: Clock | undefined;
  random?: (() => number) | undefined;
}

export interface StatesQuery extends ListQuery {
  /** Page 1, where the caller has it already. */
  firstPage?: NumbersPage<NumberState> | undefined;
}

async function askBeforeWrite(ask: (() => Promise<void>) | undefined): Promise<void> {
  try {
    await ask?.();
  } catch (error) {
    throw new NotSentError(`Not sent: ${error instanceof Error ? error.message : String(error)}`);
  }
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
    this.#transport = new Transport({
      baseUrl: this.baseUrl,
      tokenSource: options.tokenSource,
      channelId: options.channelId,
      requestTimeoutMs: options.requestTimeoutMs ?? 60_000,
      requestsPerSecond: options.requestsPerSecond ?? 10,
      pace: options.pace,
      maxRetryWaitMs: options.maxRetryWaitMs ?? 300_000,
      clock: options.clock ?? systemClock,
      random: options.random ?? Math.random,
      beforeWrite: () => askBeforeWrite(options.beforeWrite),
      onWait: options.onWait ?? (() => undefined),
      cancellation: options.cancellation ?? new Cancellation(),
    });
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

  /** MarkedForRemoval → Active, in requests of 500 numbers. */
  clearRemovalStatus(phoneNumbers: readonly string[]): Promise<{ processedCount: number }> {
    return removal.clearRemovalStatus(this.#transport, phoneNumbers);
  }

  /** The calling profiles that the channel may upload to. */
  callingProfiles(): Promise<CallingProfile[]> {
    return callingProfiles(this.#transport);
  }
}
