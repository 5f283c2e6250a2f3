import { type LiveStack, TENANT, succeeded } from "../engine/support/live-stack";
import { useTwoAllocations } from "../engine/support/moves-written";
import { inYaml } from "../engine/support/written";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];

const { both, start } = useTwoAllocations({ language: "yaml", name: "YAML", write: inYaml });
const MOVED = { PULUMI_STACK: "moved" };

/** The second of two allocations has gone to another stack, whose program declares it. */
async function moved(): Promise<LiveStack> {
  const live = await start(both([A, B], [C]));
  const { stack } = live;
  const { urn = "" } = stack.resource("second") ?? {};
  succeeded(await stack.run(["stack", "init", "moved"]));
  stack.write(inYaml({}));
  succeeded(await stack.up({ env: MOVED }));
  succeeded(await stack.run(["state", "move", "--source", "dev", "--dest", "moved", urn, "--yes"]));
  return live;
}

it("an up releases what the program has dropped although another allocation has gone to another stack by state move, once that stack has been previewed", async () => {
  const live = await moved();
  const { stack } = live;
  stack.write(inYaml({ second: { phoneNumbers: [C] } }));
  succeeded(await stack.preview({ args: ["--expect-no-changes"], env: MOVED }));
  stack.write(inYaml({ first: { phoneNumbers: [A] } }));
  const up = succeeded(await stack.up({ skipPreview: false }));
  expect(up).toContain("releases 1");
  expect(live.held()).toEqual([A, C]);
  stack.write(inYaml({}));
  succeeded(await stack.up());
  expect(live.held()).toEqual([C]);
});

it("an up keeps what the program has dropped, and refuses a delete, where another allocation has left the state, until a person says that it has: then both go on", async () => {
  const live = await start(both([A, B], [C]));
  const { stack } = live;
  const { urn = "" } = stack.resource("second") ?? {};
  succeeded(await stack.run(["state", "delete", urn, "--yes"]));
  stack.write(inYaml({ first: { phoneNumbers: [A] } }));
  const advice = `after pulumi state delete, run this once more with LIVEPLATFORM_ACCEPT_LOSS=${TENANT}`;
  expect(succeeded(await stack.up({ skipPreview: false }))).toContain(advice);
  expect(live.held()).toEqual([A, B, C]);
  const accepted = { LIVEPLATFORM_ACCEPT_LOSS: TENANT };
  succeeded(await stack.up({ skipPreview: false, env: accepted }));
  expect(live.held()).toEqual([A, C]);
  stack.write(inYaml({}));
  succeeded(await stack.up());
  expect(live.held()).toEqual([C]);
});
