import {
  type LiveStack,
  type LiveStackOptions,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "./support/live-stack";
import { until } from "./support/until";
import { useLiveStack } from "./support/use-live-stack";
import { yaml, yamlAllocation } from "./support/yaml";

const stacks = useLiveStack();
let live: LiveStack;

const DESKS = { phoneNumberRanges: [range("+61395556900", "+61395556909")] };
const TEN = "+61395556900..+61395556909";
/** So long takes a task of the platform. */
const LONG_MS = 600_000;
/** The CLI is to be back before this; a busy machine takes longer for everything. */
const BACK_WITHIN_MS = 20_000;

const hosts: [string, Partial<LiveStackOptions> & { program: string }][] = [
  ["the plugin", { language: "yaml", program: yaml({ desks: yamlAllocation(DESKS) }) }],
  ["the dynamic provider", { program: program(allocation("desks", DESKS)) }],
];

/** Ctrl-C: the first asks the engine to end in good order. */
async function interrupt(moment: () => boolean, what: string): Promise<{ output: string; ms: number }> {
  const running = live.stack.spawn(["up", "--yes", "--skip-preview"]);
  await until(what, moment);
  const asked = performance.now();
  running.kill("SIGINT");
  const output = failed(await running.result);
  return { output, ms: performance.now() - asked };
}

it.each(hosts)(
  "Ctrl-C while an upload is under way on %s ends the run at once with the numbers saved as pending, and the next up goes on",
  async (_, options) => {
    live = await stacks.create({ ...options, emulator: { taskDurationMs: LONG_MS } });
    const { output, ms } = await interrupt(() => live.emulator.counts.uploads === 1, "an upload was sent");
    expect(ms).toBeLessThan(BACK_WITHIN_MS);
    expect(output).toContain(
      "had not ended when the run was cancelled, and the tenant was not read any more)",
    );
    const { pending, __lostAt } = live.outputs("desks");
    expect({ pending, __lostAt }).toEqual({ pending: { [TEN]: 10 }, __lostAt: undefined });
    expect(live.stack.state().pending_operations).toEqual([]);

    live.emulator.advance(LONG_MS);
    succeeded(await live.stack.up());
    expect(live.emulator.counts).toMatchObject({ uploads: 1, releases: 0 });
    expect(live.outputs("desks")).toMatchObject({ numbers: { [TEN]: 10 } });
    expect(live.outputs("desks")).not.toHaveProperty("pending");
  },
);
