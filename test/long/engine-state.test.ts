import { join } from "node:path";
import { type LiveStack, TENANT, allocation, failed, program, succeeded } from "../engine/support/live-stack";
import { change } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

const [A, B, C, D] = ["+61395556900", "+61395556901", "+61395556902", "+61395556903"];
const DAY_MS = 24 * 60 * 60 * 1000;

const stacks = useLiveStack();

function desks(phoneNumbers: readonly string[], args: Readonly<Record<string, unknown>> = {}): string {
  return program(allocation("desks", { phoneNumbers, ...args }));
}

async function exported({ stack }: LiveStack, name: string): Promise<string> {
  const file = join(stack.dir, `${name}.json`);
  succeeded(await stack.run(["stack", "export", "--file", file]));
  return file;
}

async function imported({ stack }: LiveStack, file: string): Promise<void> {
  succeeded(await stack.run(["stack", "import", "--file", file]));
}

it("an allocation that state delete has taken out of the state is taken over within a day of its upload; later it is refused with the ways out, and nothing is uploaded twice", async () => {
  const live = await stacks.applied(desks([A, B]));
  const { stack, emulator } = live;
  const { urn = "" } = stack.resource("desks") ?? {};
  succeeded(await stack.run(["state", "delete", urn, "--yes"]));
  const writes = watchWrites(emulator);
  const taken = succeeded(await stack.up());
  expect(taken).toContain(
    "takes over 2 of 2 numbers already in the tenant; destroying this stack will release them (2 of them left by an interrupted run",
  );
  expect(taken).toContain("+ 1 created");
  await live.expectNoChanges();

  succeeded(await stack.run(["state", "delete", urn, "--yes"]));
  emulator.portal.age([A, B], 2 * DAY_MS);
  const refused = failed(await stack.preview());
  expect(refused).toContain(
    `has a problem: ${A}..${B} (2 numbers): already in the tenant, and no allocation that this`,
  );
  expect(refused).toContain("To take them over, set adoptExisting: true (destroying this stack will then");
  const adopted = await change(live, desks([A, B], { adoptExisting: true }));
  expect(adopted).toContain(
    "takes over 2 of 2 numbers already in the tenant; destroying this stack will release them",
  );
  expect(await change(live, desks([A, B]))).not.toContain("takes over");
  expect(writes()).toEqual(onlyWrites({}));
  await live.expectNoChanges();
});

it("a state of earlier that stack import brings back learns of what was added and released since, and the program's numbers are neither uploaded nor released", async () => {
  const live = await stacks.applied(desks([A, B, C]));
  const older = await exported(live, "older");
  await change(live, desks([B, C, D]));
  const writes = watchWrites(live.emulator);
  await imported(live, older);
  const preview = succeeded(await live.stack.preview({ args: ["--diff"] }));
  expect(preview).toContain("takes over 1 of 3 numbers already in the tenant");
  expect(preview).toMatch(new RegExp(`- \\${A} *: "missing"`));
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({}));
  expect(live.outputs("desks")).toMatchObject({ numbers: { [`${B}..${D}`]: 3 }, numberCount: 3 });
  await live.expectNoChanges();

  await imported(live, older);
  succeeded(await live.stack.up({ args: ["--refresh=false"] }));
  expect(writes()).toEqual(onlyWrites({}));
  expect(live.outputs("desks")).toMatchObject({ numbers: { [`${B}..${D}`]: 3 }, numberCount: 3 });
  await live.expectNoChanges();
});

it("a state of before a destroy that stack import brings back is refused until the loss is accepted; then the numbers are uploaded anew, once", async () => {
  const live = await stacks.applied(desks([A, B]));
  const { stack } = live;
  const older = await exported(live, "older");
  succeeded(await stack.destroy());
  await imported(live, older);
  const writes = watchWrites(live.emulator);
  const refused = failed(await stack.up());
  expect(refused).toContain(`Tenant ${TENANT} lists no number at all, and this allocation holds 2 there`);
  expect(refused).toContain(`LIVEPLATFORM_ACCEPT_LOSS=${TENANT}`);
  expect(writes()).toEqual(onlyWrites({}));
  succeeded(await stack.up({ env: { LIVEPLATFORM_ACCEPT_LOSS: TENANT } }));
  expect(writes()).toEqual(onlyWrites({ uploads: [[A, B]] }));
  await live.expectNoChanges();
});

it("a stack that stack rename gives another name shows no difference, and is changed and destroyed as before", async () => {
  const live = await stacks.applied(desks([A, B]));
  const { stack, emulator } = live;
  succeeded(await stack.run(["stack", "rename", "main"]));
  const env = { PULUMI_STACK: "main" };
  succeeded(await stack.preview({ args: ["--expect-no-changes"], env }));
  const writes = watchWrites(emulator);
  stack.write(desks([B, C]));
  succeeded(await stack.up({ env }));
  expect(writes()).toEqual(onlyWrites({ uploads: [[C]], releases: [[A]] }));
  succeeded(await stack.destroy({ env }));
  expect(writes()).toEqual(onlyWrites({ uploads: [[C]], releases: [[A], [B, C]] }));
  expect(live.held()).toEqual([]);
});
