import { OTHER_PROFILE, allocation, failed, program, range, succeeded } from "../engine/support/live-stack";
import { declare, keys, number } from "../engine/support/many-numbers";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

const stacks = useLiveStack();

it("the brake counts replaced, deleted and repaired numbers together", async () => {
  const live = await stacks.applied(
    program(declare("replaced", [0, 40]), declare("deleted", [100, 40]), declare("repaired", [200, 40])),
  );
  live.emulator.portal.reprofile(keys(200, 40), OTHER_PROFILE);
  const writes = watchWrites(live.emulator);
  const next = program(
    declare("replaced", [0, 40], { callingProfile: OTHER_PROFILE }),
    declare("repaired", [200, 40]),
  );
  live.stack.write(next);
  const refused = failed(await live.stack.up());
  expect(refused).toContain("(with 80 that other allocations release in this run: 120)");
  expect(writes().releases.flat().length).toBeLessThanOrEqual(80);
  succeeded(await live.stack.up({ env: { LIVEPLATFORM_MAX_RELEASES: "120" } }));
  expect(live.held()).toHaveLength(80);
  expect(live.emulator.counts).toMatchObject({ numbersUploaded: 200, numbersReleased: 120 });
  await live.expectNoChanges();
});

it("the brake stops a replacement of 101 in its preview, and a repair of 101 there and before anything is written", async () => {
  const live = await stacks.applied(program(declare("desks", [0, 101])));
  const writes = watchWrites(live.emulator);
  live.stack.write(program(declare("desks", [0, 101], { callingProfile: OTHER_PROFILE })));
  expect(failed(await live.stack.preview())).toContain("would release 101 numbers of tenant");

  live.stack.write(program(declare("desks", [0, 101])));
  live.emulator.portal.reprofile(keys(0, 101), OTHER_PROFILE);
  expect(failed(await live.stack.preview())).toContain("would release 101 numbers of tenant");
  expect(failed(await live.stack.up())).toContain("would release 101 numbers of tenant");
  expect(writes()).toEqual(onlyWrites({}));
  expect(live.held()).toHaveLength(101);
});

it("the brake counts two explicit providers of one tenant together, in the preview and in the run", async () => {
  const both = (count: number): string =>
    program(
      `const [one, two] = ["one", "two"].map((name) => new liveplatform.Provider(name, { maxReleases: 10 }));`,
      allocation("a", { phoneNumberRanges: [range(number(0), number(count - 1))] }, "{ provider: one }"),
      allocation("b", { phoneNumberRanges: [range(number(20), number(19 + count))] }, "{ provider: two }"),
    );
  const live = await stacks.applied(both(9));
  live.stack.write(both(1));
  for (const refused of [failed(await live.stack.preview()), failed(await live.stack.up())]) {
    expect(refused).toContain("would release 8 numbers of tenant");
    expect(refused).toContain("(with 8 that other allocations release in this run: 16)");
    expect(refused).toContain("a run may release 10");
  }
  expect(live.emulator.counts.numbersReleased).toBeLessThanOrEqual(8);
  succeeded(await live.stack.up({ env: { LIVEPLATFORM_MAX_RELEASES: "16" } }));
  expect(live.held()).toEqual([number(0), number(20)]);
});
