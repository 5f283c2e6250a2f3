import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { callingProfileSchema, numberEntitySchema, taskSchema, tenantSchema } from "./entity-schemas";
import { resume } from "./workflow";
import type { World } from "./world";

const tallySchema = z.array(z.tuple([z.string(), z.number()]));

const stateSchema = z.object({
  version: z.literal(1),
  now: z.number(),
  strictTenants: z.boolean(),
  serials: z.object({ number: z.number(), entry: z.number(), job: z.number() }),
  tenants: z.array(tenantSchema),
  profiles: z.array(callingProfileSchema),
  numbers: z.array(numberEntitySchema),
  tasks: z.array(taskSchema),
  refusals: z.array(z.tuple([z.string(), z.string()])),
  uploads: tallySchema,
  releases: tallySchema,
});
type State = z.infer<typeof stateSchema>;

/** Many changes in a row are one write. */
const DELAY_MS = 100;

/** Writes the world to a file soon after it changed, whole or not at all. */
export class Persistence {
  readonly #world: World;
  readonly #file: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(world: World, file: string) {
    this.#world = world;
    this.#file = file;
  }

  /** Fills an empty store from the file; false where there is none. */
  load(): boolean {
    if (!existsSync(this.#file)) return false;
    const text = this.#use("read", () => readFileSync(this.#file, "utf8"));
    const state = stateSchema.safeParse(parse(text));
    if (!state.success) {
      throw new Error(
        `Emulator: ${this.#file} is not a state of this version; delete it to start from the seed.`,
      );
    }
    restore(this.#world, state.data);
    return true;
  }

  soon(): void {
    this.#timer ??= setTimeout(() => this.flush(), DELAY_MS).unref();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const temporary = `${this.#file}.${process.pid}.tmp`;
    this.#use("written", () => {
      writeFileSync(temporary, JSON.stringify(capture(this.#world)), { mode: 0o600 });
      renameSync(temporary, this.#file);
    });
  }

  #use<T>(how: "read" | "written", work: () => T): T {
    try {
      return work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(
        `Emulator: the state file ${this.#file} cannot be ${how}: ${why}. Name a file in a folder that exists, and in which you can write.`,
      );
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function capture({ store, clock }: World): State {
  return {
    version: 1,
    now: clock.now(),
    strictTenants: store.strictTenants,
    serials: store.serials,
    tenants: [...store.tenants.values()],
    profiles: [...store.profiles.values()],
    numbers: [...store.list({})],
    tasks: [...store.tasks.values()],
    refusals: [...store.refusals],
    uploads: [...store.uploads],
    releases: [...store.releases],
  };
}

function restore(world: World, state: State): void {
  const { store, clock } = world;
  clock.advance(Math.max(0, state.now - clock.now()));
  store.strictTenants = state.strictTenants;
  Object.assign(store.serials, state.serials);
  for (const tenant of state.tenants) store.tenants.set(tenant.msTenantId, tenant);
  for (const profile of state.profiles) store.profiles.set(profile.callingProfileId, profile);
  for (const row of state.numbers) store.add(row);
  for (const task of state.tasks) store.tasks.set(task.id, task);
  for (const [key, reason] of state.refusals) store.refusals.set(key, reason);
  for (const [number, count] of state.uploads) store.uploads.set(number, count);
  for (const [number, count] of state.releases) store.releases.set(number, count);
  resume(world);
}
