import * as z from "zod";

import type { NumberEntity, RecordedRequest } from "../../emulator";
import type { HttpRequest } from "../../provider/liveplatform/http";
import { NumberSet } from "../../provider/numbers/number-set";
import { type Resource, answeredFor, stateOf } from "../support/in-process/stack";
import type { Plan } from "./plan";
import { type Declaration, urnOf } from "./program";
import { PROFILES, TENANTS, show } from "./universe";
import { TASK_MS, type World } from "./world";

const uploadBody = z.object({
  phoneNumbers: z.array(z.string()).default([]),
  phoneNumberRanges: z.array(z.object({ start: z.string(), end: z.string() })).default([]),
});
const released = z.array(z.string());
const unassigned = z.object({ telephoneNumbers: z.array(z.string()) });

/** Looks at every write that reaches the platform: rules 1, 2 and 4, and that a preview writes nothing. */
export class Watch {
  /** Numbers that this operation has sent for upload, by tenant. */
  readonly #uploaded = new Map<string, NumberSet>();
  /** Numbers that are deleted for a replacement, whatever is declared. */
  replacing = NumberSet.empty;
  readonly #world: World;
  #plan: Plan | undefined;
  #declarations: readonly Declaration[] = [];
  #resources: readonly Resource[] = [];
  #released = new Map<string, NumberSet>();
  #rows = new Map<string, NumberEntity>();
  /** When the task of an upload ends whose answer came through, and whether a state has it: a run that broke off has saved none. */
  readonly #underWay = new Map<string, { until: number; tenant: string; isSaved: boolean }>();

  constructor(world: World) {
    this.#world = world;
  }

  begin(plan: Plan): void {
    this.#plan = plan;
    this.#declarations = plan.command === "destroy" ? [] : this.#world.program.declarations;
    this.#resources = this.#world.stack.copy().resources;
    this.#released = new Map();
    this.#uploaded.clear();
    this.replacing = NumberSet.empty;
  }

  before({ verb }: HttpRequest): void {
    if (verb === "POST")
      this.#rows = new Map(this.#world.emulator.numbers().map((row) => [row.telephoneNumber, row]));
  }

  after(): void {
    const entry = this.#world.emulator.requests.at(-1);
    // A validation is a POST that changes nothing.
    if (entry?.verb !== "POST" || entry.route === null || entry.route === "numberStatus") return;
    if (this.#plan?.command === "preview") this.#world.violate(`a preview sent POST ${entry.path}`);
    if (entry.route === "upload") this.#sawUpload(entry);
    if (entry.route === "release") this.#sawRelease(entry);
    if (entry.route === "unassign")
      this.#sawUnassign(NumberSet.fromNumbers(unassigned.parse(entry.body).telephoneNumbers));
  }

  uploadedTo(tenant: string): NumberSet {
    return this.#uploaded.get(tenant) ?? NumberSet.empty;
  }

  #sawUpload(entry: RecordedRequest): void {
    const body = uploadBody.parse(entry.body);
    const numbers = NumberSet.fromNumbers(body.phoneNumbers).union(
      NumberSet.fromRanges(body.phoneNumberRanges),
    );
    const tenant = entry.query["msTenantId"] ?? "";
    const there = [...numbers].filter((number) => this.#rows.get(number)?.tenantId === tenant);
    const isListTrue = !this.#plan?.faults.some(({ fault }) => fault === "list");
    const excused = this.#world.touched.union(this.#untold());
    const twice = NumberSet.fromNumbers(there).minus(excused);
    if (isListTrue && !twice.isEmpty)
      this.#world.violate(`rule 1: ${show(twice)} uploaded while in the tenant`);
    const now = this.#world.emulator.now();
    const onTheirWay = [...numbers].filter((number) => {
      const earlier = this.#underWay.get(number);
      if (earlier === undefined || earlier.until <= now) return false;
      // Of another tenant only the states tell, and of those that are no target the engine does not.
      return earlier.tenant === tenant || (earlier.isSaved && this.#plan?.targets === undefined);
    });
    const again = NumberSet.fromNumbers(onTheirWay).minus(excused);
    if (!again.isEmpty) this.#world.violate(`rule 1: ${show(again)} uploaded while on its way`);
    this.#uploaded.set(tenant, this.uploadedTo(tenant).union(numbers));
    if (this.#plan?.faults.length !== 0) return;
    const sent = { until: now + TASK_MS, tenant, isSaved: this.#plan.crash === undefined };
    for (const number of numbers) this.#underWay.set(number, sent);
  }

  /** Without a refresh the engine tells nothing of what it replaces first or deletes last, nor what is on its way there. */
  #untold(): NumberSet {
    if (this.#plan?.refresh !== false) return NumberSet.empty;
    const states = this.#resources.map(stateOf);
    return NumberSet.unionAll(states.map(({ sent }) => sent.numbers));
  }

  #sawRelease(entry: RecordedRequest): void {
    const numbers = NumberSet.fromNumbers(released.parse(entry.body));
    const tenant = entry.query["msTenantId"] ?? "";
    for (const number of numbers) this.#underWay.delete(number);
    this.#judgeRelease(tenant, numbers);
    const all = (this.#released.get(tenant) ?? NumberSet.empty).union(numbers);
    this.#released.set(tenant, all);
    const instances = new Set([...this.#declarations, ...this.#resources].map(({ instance }) => instance))
      .size;
    const most = (this.#plan?.maxReleases ?? 0) * instances;
    if (all.size > most)
      this.#world.violate(`rule 4: ${all.size} numbers released (${show(all)}), allowed are ${most}`);
  }

  #judgeRelease(tenant: string, numbers: NumberSet): void {
    const broken: Record<"declared" | "used" | "strange", string[]> = { declared: [], used: [], strange: [] };
    for (const number of numbers) {
      const row = this.#rows.get(number);
      if (row?.tenantId !== tenant || this.#world.touched.has(number)) continue;
      if (isUsed(row)) broken.used.push(number);
      if (!this.#isOurs(tenant, number)) broken.strange.push(number);
      if (this.#isKept(tenant, number, row)) broken.declared.push(number);
    }
    for (const [why, found] of Object.entries(broken)) {
      if (found.length > 0)
        this.#world.violate(`rule 2 (${why}): released ${show(NumberSet.fromNumbers(found))}`);
    }
  }

  /** Declared for this tenant, as it is, and not being replaced. */
  #isKept(tenant: string, number: string, row: NumberEntity): boolean {
    const owner = this.#declarations.find((one) => TENANTS[one.tenant] === tenant && one.numbers.has(number));
    if (owner === undefined || this.replacing.has(number)) return false;
    return hasSettings(row, owner);
  }

  #isOurs(tenant: string, number: string): boolean {
    const states = this.#resources.map(stateOf).filter(({ msTenantId }) => msTenantId === tenant);
    const isSent = this.uploadedTo(tenant).has(number) || this.#world.leftIn(tenant).has(number);
    return isSent || states.some((state) => answeredFor(state).has(number));
  }

  #sawUnassign(numbers: NumberSet): void {
    const strict = [...numbers].filter((number) => !this.#mayUnassign(number));
    if (strict.length > 0) this.#world.violate(`rule 2 (unassign): ${show(NumberSet.fromNumbers(strict))}`);
  }

  #mayUnassign(number: string): boolean {
    return this.#resources.some((resource) => {
      const state = stateOf(resource);
      if (!answeredFor(state).has(number)) return false;
      const news = this.#declarations.find(({ name, aliases }) =>
        [name, ...aliases].map(urnOf).includes(resource.urn),
      );
      return state.unassignOnRelease === true || news?.options.unassignOnRelease === true;
    });
  }
}

export function isUsed({ assignmentStatus }: NumberEntity): boolean {
  return assignmentStatus !== null && assignmentStatus !== "Unassigned";
}

/** Whether a number was uploaded as the allocation wants it. */
export function hasSettings(row: NumberEntity, { profile }: Declaration): boolean {
  return row.callingProfileId === PROFILES[profile] && row.acquiredCapabilities.includes("OutboundCalling");
}
