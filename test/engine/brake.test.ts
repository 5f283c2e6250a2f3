import { allocation, failed, program, range, succeeded } from "./support/live-stack";
import { declare, keys, number } from "./support/many-numbers";
import { expectDestroyed } from "./support/story";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const stacks = useLiveStack();

function releasing(count: number): { env: Record<string, string> } {
  return { env: { LIVEPLATFORM_MAX_RELEASES: String(count) } };
}

it("the brake stops a shrink and a destroy by more than 100 before any write; the variable allows each for one run", async () => {
  const live = await stacks.applied(program(declare("desks", [0, 210])));
  const writes = watchWrites(live.emulator);
  live.stack.write(program(declare("desks", [0, 109])));
  for (const refused of [failed(await live.stack.preview()), failed(await live.stack.up())]) {
    expect(refused).toContain("would release 101 numbers of tenant");
    expect(refused).toContain("a run may release 100");
    expect(refused).toContain("LIVEPLATFORM_MAX_RELEASES=101 pulumi");
  }
  expect(writes()).toEqual(onlyWrites({}));
  expect(live.outputs("desks")).toMatchObject({ numberCount: 210 });
  succeeded(await live.stack.up(releasing(101)));
  expect(writes()).toEqual(onlyWrites({ releases: [keys(109, 101)] }));
  expect(live.held()).toHaveLength(109);

  expect(failed(await live.stack.destroy())).toContain("would release 109 numbers of tenant");
  expect(failed(await live.stack.destroy(releasing(108)))).toContain("a run may release 108");
  expect(live.held()).toHaveLength(109);
  expect(live.outputs("desks")).toMatchObject({ numberCount: 109 });
  await expectDestroyed(live, live.held(), releasing(109));
});

it("the brake counts the allocations of a tenant together, whichever provider they have, in preview and run", async () => {
  const three = (count: number): string =>
    program(
      `const provider = new liveplatform.Provider("one", { maxReleases: 100 });`,
      ...[0, 100].map((from) => declare(`from-${from}`, [from, count])),
      allocation(
        "from-200",
        { phoneNumberRanges: [range(number(200), number(199 + count))] },
        "{ provider }",
      ),
    );
  const live = await stacks.applied(three(41));
  live.stack.write(three(1));
  const preview = failed(await live.stack.preview());
  expect(preview).toContain("would release 40 numbers of tenant");
  expect(preview).toContain("(with 80 that other allocations release in this run: 120)");
  expect(preview).toContain("LIVEPLATFORM_MAX_RELEASES=120 pulumi");

  expect(failed(await live.stack.up())).toContain("LIVEPLATFORM_MAX_RELEASES=120 pulumi");
  expect(live.emulator.counts.numbersReleased).toBeLessThanOrEqual(80);
  succeeded(await live.stack.up(releasing(live.held().length - 3)));
  expect(live.held()).toEqual([number(0), number(100), number(200)]);
  expect(live.emulator.counts).toMatchObject({ numbersUploaded: 123, numbersReleased: 120 });
});

it("the brake goes by liveplatform:maxReleases of the stack's configuration, and by the environment before it", async () => {
  const live = await stacks.applied(program(declare("desks", [0, 10])), {
    config: { "liveplatform:maxReleases": "2" },
  });
  live.stack.write(program(declare("desks", [0, 7])));
  const refused = failed(await live.stack.up());
  expect(refused).toContain("would release 3 numbers of tenant");
  expect(refused).toContain("a run may release 2");
  expect(live.emulator.counts.releases).toBe(0);
  succeeded(await live.stack.up(releasing(3)));
  expect(live.held()).toHaveLength(7);
});
