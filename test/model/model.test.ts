import fc, { type RunDetails } from "fast-check";

import { describe as inWords } from "./describe";
import { play } from "./scenario";
import { type Step, steps } from "./steps";

const { MODEL_SEED, MODEL_PATH, MODEL_RUNS, MODEL_MINUTES } = process.env;
/** So many stories take about 20 seconds on two cores. */
const RUNS = 60;
const FOREVER_RUNS = 1_000_000;
const HOURS_MS = 24 * 60 * 60 * 1000;

describe("The provider, against a model of the engine", () => {
  it(
    "keeps its guarantees in random stories of programs, portal users, faults and crashes",
    async () => {
      // Fixed, so that a change is judged by what it changes; `npm run soak` takes another one each time.
      const seed = Number(MODEL_SEED ?? 20260105);
      process.stdout.write(`model: MODEL_SEED=${seed}\n`);
      let running = Promise.resolve();
      const property = fc.asyncProperty(steps, (story: readonly Step[]) => (running = play(story)));
      await fc.assert(property, {
        seed,
        numRuns: Number(MODEL_RUNS ?? (MODEL_MINUTES === undefined ? RUNS : FOREVER_RUNS)),
        ...(MODEL_PATH !== undefined && { path: MODEL_PATH }),
        ...(MODEL_MINUTES !== undefined && { interruptAfterTimeLimit: Number(MODEL_MINUTES) * 60_000 }),
        markInterruptAsFailure: false,
        asyncReporter: report,
      });
      // Where the time is up a story is in the middle.
      await running;
    },
    HOURS_MS,
  );
});

/** A story that can be read, and played again. */
function report(details: RunDetails<[readonly Step[]]>): Promise<void> {
  if (!details.failed) return Promise.resolve();
  const { seed, counterexamplePath, counterexample, numRuns, numShrinks, errorInstance } = details;
  const again = `MODEL_SEED=${seed} MODEL_PATH=${counterexamplePath ?? ""} npx jest --selectProjects model`;
  const story = counterexample?.[0].map((step) => `  ${inWords(step)}`) ?? [];
  const broken = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const after = `After ${numRuns} stories, shrunk ${numShrinks} times. Again: ${again}`;
  return Promise.reject(new Error([after, ...story, "", broken].join("\n")));
}
