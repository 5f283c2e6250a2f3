import { strike } from "./disturbances";
import { judge } from "./invariants";
import { ModelEngine } from "./model-engine";
import type { Plan } from "./plan";
import { randomFrom } from "./universe";
import type { World } from "./world";

/** One command of the CLI, judged. */
export async function operate(world: World, plan: Plan): Promise<ModelEngine> {
  const random = randomFrom(plan.seed);
  world.begin(plan.meanwhile);
  world.watch.begin(plan);
  world.gate.begin(random, plan.crash);
  const endings = plan.faults.map((fault) => strike(world.emulator, fault));
  const engine = new ModelEngine(world, plan, random);
  await world.gate.drive(engine.run());
  for (const end of endings) end();
  judge(world, plan, engine);
  return engine;
}

export function outcomeOf(engine: ModelEngine): string {
  const troubles = engine.provider.troubles.map(
    ({ during, error }) => `    ${during}: ${error instanceof Error ? error.message : String(error)}`,
  );
  const changes = engine.changes.length === 0 ? "no changes" : engine.changes.join(", ");
  return [` -> ${changes}`, ...troubles].join("\n");
}
