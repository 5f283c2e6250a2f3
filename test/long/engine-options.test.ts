import { driftInJson } from "../engine/support/drift";
import {
  type LiveStack,
  OTHER_PROFILE,
  OTHER_TENANT,
  TENANT,
  allocation,
  failed,
  program,
  succeeded,
} from "../engine/support/live-stack";
import { change } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

const [A, B, C, D] = ["+61395556900", "+61395556901", "+61395556902", "+61395556903"];

/** Eight runs of the CLI, on a machine that has other work. */
jest.setTimeout(600_000);

const stacks = useLiveStack();

function declare(
  allocations: Readonly<Record<string, readonly string[]>>,
  args: Readonly<Record<string, unknown>> = {},
): string {
  return program(
    ...Object.entries(allocations).map(([name, phoneNumbers]) => allocation(name, { phoneNumbers, ...args })),
  );
}

function urn({ stack }: LiveStack, name: string): string {
  return (
    stack.resource(name)?.urn ??
    `urn:pulumi:dev::test::pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation::${name}`
  );
}

it("a stack that does not refresh by itself sees no drift until it is asked to; refresh alone writes nothing but the state, which an up then repairs", async () => {
  const live = await stacks.applied(declare({ desks: [A, B] }), { refreshAlways: false });
  const { stack, emulator } = live;
  emulator.portal.remove(TENANT, A);
  const writes = watchWrites(emulator);
  const requests = emulator.requests.length;
  succeeded(await stack.up({ args: ["--expect-no-changes"] }));
  expect(emulator.requests).toHaveLength(requests);

  succeeded(await stack.run(["refresh", "--preview-only"]));
  expect(live.outputs("desks")).not.toHaveProperty("drift");
  expect(succeeded(await stack.refresh())).toContain("~ 1 updated");
  expect(live.outputs("desks")).toMatchObject({ drift: { [A]: "missing" }, numberCount: 2 });
  expect(writes()).toEqual(onlyWrites({}));
  const { json } = await stack.previewJson();
  expect(driftInJson(json, "desks")).toEqual({ [A]: "missing" });

  succeeded(await stack.up());
  expect(writes()).toEqual(onlyWrites({ uploads: [[A]] }));
  expect(live.outputs("desks")).not.toHaveProperty("drift");
  succeeded(await stack.up({ args: ["--refresh", "--expect-no-changes"] }));
});

it("a destroy after the program was changed and not applied releases what the state holds, and nothing else; with --run-program not what the program declares elsewhere", async () => {
  const live = await stacks.applied(declare({ first: [A], second: [B] }));
  const { stack, emulator } = live;
  emulator.portal.add(TENANT, [C, D], { source: "webapi" });
  stack.write(declare({ first: [A, C], third: [B, D] }));
  const refused = failed(await stack.destroy({ args: ["--run-program"] }));
  expect(refused).toContain(`${B}: the program declares it in another allocation`);
  expect(refused).toContain("or, for a destroy, ");
  expect(live.held()).toEqual([B, C, D]);

  succeeded(await stack.destroy());
  expect([A, B].map((number) => emulator.releasesOf(number))).toEqual([1, 1]);
  expect(live.held()).toEqual([C, D]);
  expect(emulator.counts.uploads).toBe(1);
  expect(stack.state().resources).toEqual([]);
});

it("up and destroy of a part of the stack touch the chosen allocations alone: --target, --exclude, destroy --target", async () => {
  const live = await stacks.applied(declare({ first: [A], second: [B] }));
  const { stack } = live;
  const writes = watchWrites(live.emulator);
  stack.write(declare({ first: [A, C], second: [B, D] }));
  succeeded(await stack.up({ args: ["--target", urn(live, "first")] }));
  expect(writes()).toEqual(onlyWrites({ uploads: [[C]] }));
  succeeded(await stack.up({ args: ["--exclude", urn(live, "second")] }));
  expect(writes()).toEqual(onlyWrites({ uploads: [[C]] }));
  succeeded(await stack.destroy({ args: ["--target", urn(live, "first")] }));
  expect(writes()).toEqual(onlyWrites({ uploads: [[C]], releases: [[A, C]] }));
  expect(live.held()).toEqual([B]);
  succeeded(await stack.up());
  expect(live.held()).toEqual([A, B, C, D]);
  await live.expectNoChanges();
});

it("deleteBeforeReplace: false does not matter to a change of the profile, which is an update: each number is released before it is uploaded", async () => {
  const desks = (callingProfile?: string): string =>
    program(
      allocation(
        "desks",
        { phoneNumbers: [A, B], ...(callingProfile && { callingProfile }) },
        "{ deleteBeforeReplace: false }",
      ),
    );
  const live = await stacks.applied(desks());
  const before = live.emulator.counts.requests;
  expect(await change(live, desks(OTHER_PROFILE))).toContain("~ 1 updated");
  const routes = live.emulator.requests.slice(before).map(({ route }) => route);
  const writes = routes.filter((route) => route === "release" || route === "upload");
  // One number goes first.
  expect(writes).toEqual(["release", "upload", "release", "upload"]);
  expect(live.emulator.numbers().map(({ callingProfileId }) => callingProfileId)).toEqual([
    OTHER_PROFILE,
    OTHER_PROFILE,
  ]);
  await live.expectNoChanges();
});

it("--parallel 1, where a number moves to another tenant, releases and uploads in one run where the old one comes first, and else says to run again", async () => {
  const there = (phoneNumbers: readonly string[]): string =>
    allocation("there", { phoneNumbers, msTenantId: OTHER_TENANT }, "{ dependsOn: [here] }");
  const tenants = (own: readonly string[], others: readonly string[]): string =>
    program(allocation("here", { phoneNumbers: own }), there(others));
  const live = await stacks.applied(tenants([A, B], [C]));
  const writes = watchWrites(live.emulator);
  const one = ["--parallel", "1"];
  expect(await change(live, tenants([A], [B, C]), one)).not.toContain("run pulumi up again");
  expect(live.held(OTHER_TENANT)).toEqual([B, C]);

  const back = await change(live, tenants([A, B], [C]), one);
  expect(back).toContain(
    `${B}: still held by tenant ${OTHER_TENANT}, whose allocation has not released it yet; run pulumi up again to upload it here`,
  );
  succeeded(await live.stack.up({ args: one }));
  expect(live.held()).toEqual([A, B]);
  expect(writes()).toEqual(onlyWrites({ releases: [[B], [B]], uploads: [[B], [B]] }));
});
