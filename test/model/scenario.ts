import { converge } from "./converge";
import { describe as inWords } from "./describe";
import { operate, outcomeOf } from "./operate";
import type { Step } from "./steps";
import { World } from "./world";

/** Runs a story from an empty tenant on, and lets it come to rest. Throws where a rule is broken, telling the story. */
export async function play(steps: readonly Step[]): Promise<void> {
  const world = await World.start();
  const told: string[] = [];
  try {
    for (const step of steps) {
      const outcome = await take(world, step);
      told.push(`${inWords(step)}${outcome}`);
      if (world.violations.length > 0) break;
    }
    if (world.violations.length === 0) await converge(world, told);
  } catch (error) {
    world.violate(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await world.end();
  }
  if (world.violations.length > 0) throw new Error([...world.violations, "", ...told].join("\n"));
}

async function take(world: World, step: Step): Promise<string> {
  if ("edit" in step) world.program.apply(step);
  else if ("portal" in step) world.portal(step);
  else return outcomeOf(await operate(world, step));
  return "";
}
