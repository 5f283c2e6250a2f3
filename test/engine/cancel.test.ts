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
async function interrupt(
  command: "up" | "destroy",
  moment: () => boolean,
  what: string,
): Promise<{ output: string; ms: number }> {
  const running = live.stack.spawn([command, "--yes", "--skip-preview"]);
  await until(what, moment);
  const asked = performance.now();
  running.kill("SIGINT");
  const output = failed(await running.result);
  return { output, ms: performance.now() - asked };
}

function isSent(what: "uploads" | "releases"): () => boolean {
  return () => live.emulator.counts[what] === 1;
}

it.each(hosts)(
  "Ctrl-C while an upload, and then a release, is under way on %s ends the run at once with what was sent saved or noted, and the next up and the next destroy go on without any permission",
  async (_, options) => {
    live = await stacks.create({ ...options, emulator: { taskDurationMs: LONG_MS } });
    const { output, ms } = await interrupt("up", isSent("uploads"), "an upload was sent");
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

    // The tenant is empty afterwards, as an outage would show it, and the state has all its numbers.
    const stopped = await interrupt("destroy", isSent("releases"), "a release was sent");
    expect(stopped.ms).toBeLessThan(BACK_WITHIN_MS);
    expect(stopped.output).toContain("because the run was cancelled; run it again to continue");
    live.emulator.advance(LONG_MS);
    expect(live.held()).toEqual([]);
    succeeded(await live.stack.destroy());
    expect(live.emulator.counts).toMatchObject({ uploads: 1, releases: 1 });
    expect(live.stack.state().resources).toEqual([]);
  },
);
