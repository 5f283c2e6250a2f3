import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { type LiveStack, allocation, failed, program, succeeded } from "../engine/support/live-stack";
import { pulumiBinDir } from "../engine/support/pulumi-cli";
import { change, expectDestroyed } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];

const stacks = useLiveStack();

/** The CLI under another name: nothing in its command line says what runs. */
function renamed({ stack }: LiveStack): string {
  const binary = join(stack.temporaryDir, "deployer");
  symlinkSync(join(pulumiBinDir(), "pulumi"), binary);
  return binary;
}

it("a run of unknown kind keeps what the program declares elsewhere", async () => {
  const live = await stacks.applied(
    program(allocation("first", { phoneNumbers: [A, B] }), allocation("second", { phoneNumbers: [C] })),
  );
  live.stack.write(program(allocation("second", { phoneNumbers: [A, B, C] })));
  const binary = renamed(live);
  const { urn = "" } = live.stack.resource("first") ?? {};
  for (const refused of [
    failed(await live.stack.up({ args: ["--target", urn], binary })),
    failed(await live.stack.destroy({ args: ["--run-program"], binary })),
  ]) {
    expect(refused).toContain(
      `${A}..${B} (2 numbers): the program declares them in another allocation, which does not hold them yet`,
    );
  }
  expect(live.held()).toEqual([A, B, C].slice(0, live.held().length));
  expect(live.held()).toEqual(expect.arrayContaining([A, B]));
  succeeded(await live.stack.destroy({ binary }));
  expect(live.held()).toEqual([]);
});

it("a destroy that runs a program which agrees with the state releases everything", async () => {
  const second = (numbers: string): string => `new liveplatform.OcNumberAllocation("second", {
      ...{ usage: "CallingUserAssignment", capabilities: ["InboundCalling"] },
      msTenantId: first.msTenantId, callingProfile: first.callingProfile, phoneNumbers: [${numbers}] });`;
  const live = await stacks.applied(
    program(
      allocation("before", { phoneNumbers: [A, B] }).replace("const before", "const first"),
      second(`"${C}"`),
    ),
  );
  const aliased = program(
    allocation("first", { phoneNumbers: [A, B] }, `{ aliases: [{ name: "before" }] }`),
    second(`first.numberCount.apply((count) => "+6139555690" + count)`),
  );
  await change(live, aliased, ["--expect-no-changes"]);
  await expectDestroyed(live, [A, B, C], { args: ["--run-program"] });
});
