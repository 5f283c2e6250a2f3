import { type NumbersArg, expandNumbers } from "./e164";
import { type NumberEntity, type NumberSettings, STATUS, statusName } from "./entities";
import { shortList } from "./event-log";
import { acquire, newJob, newTenant, placeRow } from "./number-rows";
import type { World } from "./world";

/**
 * What a portal user, Microsoft or time does behind the client's back: at once, without task or request.
 * Every method throws where a number is not there (`add`: where it is).
 */
export class Portal {
  readonly #world: World;

  /** @internal */
  constructor(world: World) {
    this.#world = world;
  }

  /** Takes numbers away without a release; from whoever holds them where no tenant is named. */
  remove(tenant: string | undefined, numbers: NumbersArg): void {
    const rows = this.rows(numbers);
    const elsewhere = rows.find(({ tenantId }) => tenant !== undefined && tenantId !== tenant.toLowerCase());
    if (elsewhere !== undefined) throw missing(elsewhere.telephoneNumber, tenant);
    for (const { telephoneNumber } of rows) this.#world.store.remove(telephoneNumber);
    this.did("remove", numbers, tenant === undefined ? "" : `from tenant ${tenant}`);
  }

  /** Adds numbers, Active and Unassigned unless the settings say otherwise; their source is `webui`. */
  add(tenant: string, numbers: NumbersArg, settings: NumberSettings = {}): void {
    const world = this.#world;
    const source = { source: "webui", ...settings };
    const { msTenantId } = world.store.tenants.get(tenant.toLowerCase()) ?? newTenant(world, tenant);
    const row = { ...newJob(world), tenantId: msTenantId, settings: source, at: world.now() };
    for (const number of expandNumbers(numbers)) placeRow(world, number, row);
    this.did("add", numbers, `to tenant ${msTenantId}`);
  }

  /** MarkedForRemoval: gone from Operator Connect's list. */
  mark(numbers: NumbersArg): void {
    this.setStatus(numbers, STATUS.MarkedForRemoval);
  }

  readyForRemoval(numbers: NumbersArg): void {
    this.setStatus(numbers, STATUS.ReadyForRemoval);
  }

  /** Any `acquiredNumberStatus`, also null and values that nobody knows yet. */
  setStatus(numbers: NumbersArg, acquiredNumberStatus: number | null): void {
    this.change(numbers, { acquiredNumberStatus });
    this.did("set status of", numbers, `to ${statusName(acquiredNumberStatus)}`);
  }

  reprofile(numbers: NumbersArg, callingProfileId: string): void {
    this.change(numbers, { callingProfileId: callingProfileId.toLowerCase() });
    this.did("give", numbers, `calling profile ${callingProfileId}`);
  }

  assign(numbers: NumbersArg, assignmentStatus = "UserAssigned"): void {
    this.change(numbers, { assignmentStatus });
    this.did("assign", numbers, `(${assignmentStatus})`);
  }

  unassign(numbers: NumbersArg): void {
    this.change(numbers, { assignmentStatus: "Unassigned" });
    this.did("unassign", numbers);
  }

  /** Hands numbers to another tenant; they keep their ids. */
  move(numbers: NumbersArg, toTenant: string): void {
    const { msTenantId } =
      this.#world.store.tenants.get(toTenant.toLowerCase()) ?? newTenant(this.#world, toTenant);
    this.change(numbers, { tenantId: msTenantId });
    this.did("move", numbers, `to tenant ${msTenantId}`);
  }

  /** `acquiredCapabilities`, exactly as given. */
  setCapabilities(numbers: NumbersArg, capabilities: readonly string[]): void {
    this.change(numbers, { acquiredCapabilities: [...capabilities] });
    this.did("set capabilities of", numbers, `to ${capabilities.join(", ")}`);
  }

  /** Uploaded → Active, now instead of later. */
  acquire(numbers: NumbersArg): void {
    for (const row of this.rows(numbers)) acquire(this.#world, row, this.#world.clock.now());
    this.did("acquire", numbers);
  }

  /** Moves whenCreated (and acquiredOn) into the past. */
  age(numbers: NumbersArg, ms: number): void {
    for (const row of this.rows(numbers)) {
      const acquiredOn = row.acquiredOn === null ? null : row.acquiredOn - ms;
      this.#world.store.change(row, { whenCreated: row.whenCreated - ms, acquiredOn });
    }
    this.did("age", numbers, `by ${ms} ms`);
  }

  /** Takes an SBC off line, or back; ranges are released only while all are online. */
  setSbcOnline(sbcId: number, online: boolean): void {
    for (const profile of this.#world.store.profiles.values())
      for (const sbc of profile.sbcs) if (sbc.sbcId === sbcId) sbc.online = online;

    this.#world.store.touch();
    this.#world.did(`set SBC ${sbcId} ${online ? "online" : "offline"}`);
  }

  private did(what: string, numbers: NumbersArg, how = ""): void {
    this.#world.did(`${what} ${shortList(numbers)} ${how}`.trimEnd());
  }

  private change(numbers: NumbersArg, patch: Partial<NumberEntity>): void {
    for (const row of this.rows(numbers)) this.#world.store.change(row, patch);
  }

  private rows(numbers: NumbersArg): NumberEntity[] {
    this.#world.now();
    return expandNumbers(numbers).map((number) => {
      const row = this.#world.store.get(number);
      if (row === undefined) throw missing(number);
      return row;
    });
  }
}

function missing(number: string, tenant?: string): Error {
  return new Error(`Emulator: ${number} is not ${tenant === undefined ? "there" : `in tenant ${tenant}`}.`);
}
