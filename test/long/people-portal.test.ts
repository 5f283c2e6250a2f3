import { expectDrift } from "../engine/support/drift";
import {
  OTHER_PROFILE,
  OTHER_TENANT,
  TENANT,
  allocation,
  failed,
  program,
  succeeded,
} from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";
import { DESTROY, UP, appliedOnDemand, duringTask, liveOnDemand } from "./support/on-demand";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const capabilities = ["InboundCalling", "OutboundCalling"];

const stacks = useLiveStack();

function desks(...phoneNumbers: readonly string[]): string {
  return program(allocation("desks", { phoneNumbers }));
}

it("while an upload runs, a portal user adds one of its numbers to another tenant: it is named, the others stay, and it follows when it is free", async () => {
  const live = await liveOnDemand(stacks, desks(A, B, C));
  const { stack, emulator } = live;
  const first = failed(
    await duringTask(live, UP, () => emulator.portal.add(OTHER_TENANT, B, { capabilities })),
  );
  expect(first).toContain(`${B}: Number … already exists in tenant ${OTHER_TENANT}`);
  expect(live.outputs("desks")).toMatchObject({ numbers: { [A]: 1, [C]: 1 }, numberCount: 2 });

  const again = failed(await stack.up());
  expect(again).toContain(`${B}: held by tenant ${OTHER_TENANT}; release it there first, then run again`);
  emulator.portal.remove(OTHER_TENANT, B);
  succeeded(await duringTask(live, UP));
  expect(live.held()).toEqual([A, B, C]);
  expect([A, B, C].map((number) => emulator.uploadsOf(number))).toEqual([1, 1, 1]);
  expect(emulator.counts).toMatchObject({ uploads: 2, releases: 0 });
  await live.expectNoChanges();
});

it("while an upload runs, a portal user adds one of its numbers to the same tenant as declared: it is not taken over, and follows when it is free", async () => {
  const live = await liveOnDemand(stacks, desks(A, B));
  const { emulator } = live;
  const first = failed(await duringTask(live, UP, () => emulator.portal.add(TENANT, B, { capabilities })));
  expect(first).toContain(`${B}: in the tenant, but brought in by another upload at the same moment`);
  expect(live.outputs("desks")).toMatchObject({ numbers: { [A]: 1 }, numberCount: 1 });
  emulator.portal.remove(TENANT, B);
  succeeded(await duringTask(live, UP));
  expect([A, B].map((number) => emulator.uploadsOf(number))).toEqual([1, 1]);
  await live.expectNoChanges();
});

it("while an upload runs, a portal user removes, re-profiles and assigns numbers that it does not touch: nothing of that is lost or undone unseen", async () => {
  const live = await appliedOnDemand(stacks, desks(A, B));
  const { stack, emulator } = live;
  stack.write(desks(A, B, C));
  const writes = watchWrites(emulator);
  const up = await duringTask(live, UP, () => {
    emulator.portal.remove(TENANT, A);
    emulator.portal.reprofile(B, OTHER_PROFILE);
    emulator.portal.assign(B);
  });
  succeeded(up);
  expect(writes()).toEqual(onlyWrites({ uploads: [[C]] }));
  await expectDrift(stack, { [A]: "missing", [B]: `callingProfile ${OTHER_PROFILE}` });

  const repair = failed(await duringTask(live, UP));
  expect(repair).toContain(`${B}: callingProfile ${OTHER_PROFILE}, and in use (UserAssigned)`);
  expect(writes()).toEqual(onlyWrites({ uploads: [[C], [A]] }));
  expect(live.held()).toEqual([A, B, C]);
});

it("while a release runs, a portal user, assigns one of the numbers: it stays and is named, the other one goes, and it follows once it is unassigned", async () => {
  const live = await appliedOnDemand(stacks, desks(A, B, C));
  const { stack, emulator } = live;
  stack.write(desks(C));
  const refused = failed(await duringTask(live, UP, () => emulator.portal.assign(B)));
  expect(refused).toContain(`${B}: not released: Number … is assigned (UserAssigned) and must be unassigned`);
  expect(live.held()).toEqual([B, C]);
  expect(live.outputs("desks")).toMatchObject({ numberCount: 2 });

  expect(failed(await stack.up())).toContain(
    `the only number to release from tenant ${TENANT} is in use: ${B}`,
  );
  emulator.portal.unassign(B);
  succeeded(await duringTask(live, UP));
  expect(live.held()).toEqual([C]);
  expect([A, B, C].map((number) => emulator.releasesOf(number))).toEqual([1, 1, 0]);
  expect(emulator.counts).toMatchObject({ uploads: 1, releases: 3 });
  await live.expectNoChanges();
});

it("while a release runs, a portal user, moves one to another tenant and removes another: the destroy is done, and the moved one is left alone", async () => {
  const live = await appliedOnDemand(stacks, desks(A, B, C));
  const { stack, emulator } = live;
  succeeded(
    await duringTask(live, DESTROY, () => {
      emulator.portal.move(A, OTHER_TENANT);
      emulator.portal.remove(TENANT, B);
    }),
  );
  expect(stack.state().resources).toEqual([]);
  expect(live.held()).toEqual([]);
  expect(live.held(OTHER_TENANT)).toEqual([A]);
  expect([A, B, C].map((number) => emulator.releasesOf(number))).toEqual([0, 0, 1]);
  expect(emulator.counts.releases).toBe(1);
});
