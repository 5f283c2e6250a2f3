import { numbersOf } from "../../provider/state/owned-numbers";
import { InProcessEngine, type Witness } from "../support/in-process/in-process-engine";
import { ProviderCalls } from "../support/in-process/provider-calls";
import { type Resource, stateOf } from "../support/in-process/stack";
import { strike } from "./disturbances";
import { judge, judgeGone } from "./invariants";
import type { Plan } from "./plan";
import { Processes } from "./processes";
import { declared, urnOf } from "./program";
import { TOKEN, randomFrom } from "./universe";
import type { World } from "./world";

/** One command of the CLI, judged. */
export async function operate(world: World, plan: Plan): Promise<InProcessEngine> {
  world.begin(plan.meanwhile);
  // Two commands never draw the same id, as they would where a story is shrunk to equal seeds.
  const random = randomFrom(plan.seed + Math.imul(world.commands, 0x9e3779b9));
  world.watch.begin(plan);
  world.gate.begin(random, plan.crash);
  const endings = plan.faults.map((fault) => strike(world.emulator, fault));
  const processes = new Processes(world, plan, random);
  const calls = new ProviderCalls({
    contextOf: (instance) => processes.contextOf(instance),
    token: TOKEN,
    isEngineGone: () => world.gate.isEngineGone,
  });
  const engine = new InProcessEngine(world.stack, calls, {
    ...{ command: plan.command, refresh: plan.refresh, parallel: plan.parallel, random },
    targets: plan.targets && urnsOf(world, plan.targets),
    replace: plan.replace === undefined ? [] : urnsOf(world, [plan.replace]),
    witness: witnessOf(world),
  });
  const run = engine.run(() => {
    const declarations = plan.command === "destroy" ? [] : world.program.declarations;
    processes.declare(declarations);
    return declarations.map(declared);
  });
  await world.gate.drive(run);
  for (const end of endings) end();
  judge(world, plan, { engine, shown: processes.shown });
  return engine;
}

function urnsOf({ program }: World, slots: readonly number[]): string[] {
  const declarations = slots.flatMap((slot) => program.slots.get(program.resolve(slot)) ?? []);
  return declarations.map(({ name }) => urnOf(name));
}

function witnessOf(world: World): Witness {
  const { watch } = world;
  return {
    foundGone: (resource) => {
      judgeGone(world, resource);
    },
    replaces: (old: Resource) => {
      watch.replacing = watch.replacing.union(numbersOf(stateOf(old)));
    },
    hasLeft: (old) => {
      world.leave(old);
      world.nameLeft(stateOf(old));
    },
    updates: (old, outputs) => {
      world.letGo(stateOf(old), outputs);
      world.nameLeft(stateOf(old));
    },
    deletes: (resource) => {
      world.nameLeft(stateOf(resource));
    },
  };
}

export function outcomeOf({ troubles, changes }: InProcessEngine): string {
  const told = troubles.map(({ during, error }) => `    ${during}: ${error.message}`);
  return [` -> ${changes.length === 0 ? "no changes" : changes.join(", ")}`, ...told].join("\n");
}
