import {
  OTHER_PROFILE,
  OTHER_TENANT,
  PROFILE,
  TENANT,
  allocation,
  failed,
  program,
  succeeded,
} from "../engine/support/live-stack";
import { A, B, C, profileOf, withTwoProfiles } from "../engine/support/moves";
import { change } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

const stacks = useLiveStack();

it("a number that moves to another tenant moves with the whole allocation where that gets another tenant", async () => {
  const live = await stacks.applied(program(allocation("desks", { phoneNumbers: [A, B] })));
  const writes = watchWrites(live.emulator);
  const moved = await change(
    live,
    program(allocation("desks", { phoneNumbers: [A, B], msTenantId: OTHER_TENANT })),
  );
  expect(moved).toContain("+-1 replaced");
  expect(live.held(TENANT)).toEqual([]);
  expect(live.held(OTHER_TENANT)).toEqual([A, B]);
  expect(writes()).toEqual(onlyWrites({ releases: [[A, B]], uploads: [[A, B]] }));
});

it("a number that moves to an allocation with another calling profile stays as it is while it is in use, and moves when it is not", async () => {
  const live = await stacks.applied(withTwoProfiles([A, B], [C]));
  live.emulator.portal.assign(B);
  const writes = watchWrites(live.emulator);
  live.stack.write(withTwoProfiles([A], [B, C]));
  const refused = failed(await live.stack.up());
  expect(refused).toContain(B);
  expect(refused).toContain("in use");
  expect(writes()).toEqual(onlyWrites({}));
  expect(profileOf(live, B)).toBe(PROFILE);

  live.emulator.portal.unassign(B);
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({ releases: [[B]], uploads: [[B]] }));
  expect(profileOf(live, B)).toBe(OTHER_PROFILE);
  await live.expectNoChanges();
});
