import fc, { type RunDetails } from "fast-check";

import { describe as inWords } from "./describe";
import { play } from "./scenario";
import { steps, type Step } from "./steps";

/** Minutes of stories instead of seconds: `npm run soak`. */
const { MODEL_SEED, MODEL_PATH, MODEL_RUNS, MODEL_MINUTES } = process.env;
const RUNS = 120;

describe("the provider, against a model of the engine", () => {
  it("keeps its guarantees in random stories of programs, portals, faults and crashes", async () => {
    const seed = MODEL_SEED === undefined ? Date.now() & 0x7fffffff : Number(MODEL_SEED);
    process.stdout.write(`model: MODEL_SEED=${seed}\n`);
    await fc.assert(fc.asyncProperty(steps, play), {
      seed,
      numRuns: MODEL_RUNS === undefined ? RUNS : Number(MODEL_RUNS),
      ...(MODEL_PATH !== undefined && { path: MODEL_PATH }),
      ...(MODEL_MINUTES !== undefined && { interruptAfterTimeLimit: Number(MODEL_MINUTES) * 60_000 }),
      asyncReporter: report,
    });
  }, 3_600_000);
});

/** A story that can be read, and run again. */
function report(details: RunDetails<[readonly Step[]]>): Promise<void> {
  if (!details.failed) return Promise.resolve();
  const error = details.errorInstance instanceof Error ? details.errorInstance.message : "";
  const story = details.counterexample?.[0].map((step) => `  ${inWords(step)}`) ?? [];
  const again = `MODEL_SEED=${details.seed} MODEL_PATH=${details.counterexamplePath ?? ""} npx jest --selectProjects model`;
  const text = [
    `After ${details.numRuns} stories, shrunk ${details.numShrinks} times. Again: ${again}`,
    ...story,
    "",
    error,
  ];
  return Promise.reject(new Error(text.join("\n")));
}
