import type { CallingProfile, NumberEntity, Refusable, Task, Tenant } from "./entities";

/** What a list asks for; an absent field does not filter. */
export interface NumberFilter {
  readonly tenantId?: string | undefined;
  readonly status?: number | undefined;
  readonly channel?: number | undefined;
}

interface View {
  readonly version: number;
  readonly rows: readonly NumberEntity[];
}

/** Everything the platform remembers. Tenant and profile ids are kept, and looked up, in lower case. */
export class Store {
  readonly tenants = new Map<string, Tenant>();
  readonly profiles = new Map<string, CallingProfile>();
  readonly tasks = new Map<string, Task>();
  /** `operation number` → why it is refused. */
  readonly refusals = new Map<string, string>();
  readonly uploads = new Map<string, number>();
  readonly releases = new Map<string, number>();
  /** Numbers in a running operation → its task. */
  readonly busy = new Map<string, string>();
  readonly serials = { number: 121_451, entry: 294_671, job: 4_976 };
  strictTenants = true;
  readonly #numbers = new Map<string, NumberEntity>();
  readonly #byTenant = new Map<string, Set<NumberEntity>>();
  readonly #versions = new Map<string, number>();
  readonly #views = new Map<string, View>();
  readonly #changed: () => void;
  /** Another one whenever a number has changed. */
  version = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get(number: string): NumberEntity | undefined {
    return this.#numbers.get(number);
  }

  add(entity: NumberEntity): void {
    this.#numbers.set(entity.telephoneNumber, entity);
    this.rowsOf(entity.tenantId).add(entity);
    this.touch(entity.tenantId);
  }

  remove(number: string): NumberEntity | undefined {
    const entity = this.#numbers.get(number);
    if (entity === undefined) return undefined;
    this.#numbers.delete(number);
    this.rowsOf(entity.tenantId).delete(entity);
    this.touch(entity.tenantId);
    return entity;
  }

  /** The only way to alter a row: the lists that hold it are built anew. */
  change(entity: NumberEntity, patch: Partial<NumberEntity>): void {
    const { tenantId } = entity;
    Object.assign(entity, patch);
    if (entity.tenantId !== tenantId) {
      this.rowsOf(tenantId).delete(entity);
      this.rowsOf(entity.tenantId).add(entity);
      this.touch(tenantId);
    }
    this.touch(entity.tenantId);
  }

  /** Sorted by id. Built once per filter and write, so that a page costs what the page holds. */
  list(filter: NumberFilter): readonly NumberEntity[] {
    const key = `${filter.tenantId ?? "*"} ${filter.status ?? "*"} ${filter.channel ?? "*"}`;
    const version = filter.tenantId === undefined ? this.version : (this.#versions.get(filter.tenantId) ?? 0);
    const view = this.#views.get(key);
    if (view?.version === version) return view.rows;
    const rows = this.select(filter);
    this.#views.set(key, { version, rows });
    return rows;
  }

  /** How many numbers a tenant holds. */
  size(tenantId: string): number {
    return this.#byTenant.get(tenantId)?.size ?? 0;
  }

  /** Whether a caller that is bound to a channel sees the tenant. */
  isVisible(tenantId: string, channel: number | undefined): boolean {
    return channel === undefined || this.tenants.get(tenantId)?.ovocChannelId === channel;
  }

  refusal(operation: Refusable, number: string): string | undefined {
    return this.refusals.get(`${operation} ${number}`);
  }

  count(tally: "uploads" | "releases", number: string): void {
    this[tally].set(number, (this[tally].get(number) ?? 0) + 1);
  }

  /** Says that something changed; with a tenant, that its lists did. */
  touch(tenantId?: string): void {
    if (tenantId !== undefined) {
      this.version++;
      this.#versions.set(tenantId, (this.#versions.get(tenantId) ?? 0) + 1);
    }
    this.#changed();
  }

  private select({ tenantId, status, channel }: NumberFilter): NumberEntity[] {
    const rows = tenantId === undefined ? this.#numbers.values() : this.rowsOf(tenantId);
    return [...rows]
      .filter((row) => status === undefined || row.acquiredNumberStatus === status)
      .filter((row) => this.isVisible(row.tenantId, channel))
      .sort((a, b) => a.id - b.id);
  }

  private rowsOf(tenantId: string): Set<NumberEntity> {
    const rows = this.#byTenant.get(tenantId) ?? new Set();
    this.#byTenant.set(tenantId, rows);
    return rows;
  }
}
