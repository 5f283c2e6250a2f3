import { allocation, failed, program, range, succeeded } from "./support/live-stack";
import { expectDestroyed } from "./support/story";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const FIRST = "+61395556000";

const stacks = useLiveStack();

function number(index: number): string {
  return `+6139555${6000 + index}`;
}

/** So many numbers, from an index on. */
function declare(
  name: string,
  from: number,
  count: number,
  args: Readonly<Record<string, unknown>> = {},
): string {
  return allocation(name, { phoneNumberRanges: [range(number(from), number(from + count - 1))], ...args });
}

function keys(from: number, count: number): string {
  return `${number(from)}..${number(from + count - 1)}`;
}

describe("the brake on releases", () => {
  it("stops a shrink by 101 in the preview and before any write; the variable allows it for one run", async () => {
    const live = await stacks.applied(program(declare("desks", 0, 210)));
    const writes = watchWrites(live.emulator);
    live.stack.write(program(declare("desks", 0, 109)));
    for (const refused of [failed(await live.stack.preview()), failed(await live.stack.up())]) {
      expect(refused).toContain("would release 101 numbers of tenant");
      expect(refused).toContain("a run may release 100");
      expect(refused).toContain("LIVEPLATFORM_MAX_RELEASES=101 pulumi");
    }
    expect(writes()).toEqual(onlyWrites({}));
    expect(live.outputs("desks")).toMatchObject({ numberCount: 210 });

    succeeded(await live.stack.up({ env: { LIVEPLATFORM_MAX_RELEASES: "101" } }));
    expect(writes()).toEqual(onlyWrites({ releases: [keys(109, 101)] }));
    expect(live.held()).toHaveLength(109);

    live.stack.write(program(declare("desks", 0, 9)));
    succeeded(await live.stack.up());
    expect(live.held()).toHaveLength(9);
  });

  it("stops a destroy of 101, which the variable allows, but not with too small a number", async () => {
    const live = await stacks.applied(program(declare("desks", 0, 101)));
    const writes = watchWrites(live.emulator);
    const refused = failed(await live.stack.destroy());
    expect(refused).toContain("would release 101 numbers of tenant");
    expect(refused).toContain("a run may release 100");
    failed(await live.stack.destroy({ env: { LIVEPLATFORM_MAX_RELEASES: "99" } }));
    expect(writes()).toEqual(onlyWrites({}));
    expect(live.outputs("desks")).toMatchObject({ numberCount: 101 });
    await expectDestroyed(live, live.held(), { env: { LIVEPLATFORM_MAX_RELEASES: "101" } });
  });

  it("counts several allocations of a tenant together, in the preview and in the run", async () => {
    const three = (count: number): string =>
      program(...[0, 100, 200].map((from) => declare(`from-${from}`, from, count)));
    const live = await stacks.applied(three(41));
    live.stack.write(three(1));
    const preview = failed(await live.stack.preview());
    expect(preview).toContain("would release 40 numbers of tenant");
    expect(preview).toContain("(with 80 that other allocations release in this run: 120)");
    expect(preview).toContain("LIVEPLATFORM_MAX_RELEASES=120 pulumi");

    expect(failed(await live.stack.up())).toContain("LIVEPLATFORM_MAX_RELEASES=120 pulumi");
    expect(live.emulator.counts.numbersReleased).toBeLessThanOrEqual(80);
    const left = live.held().length - 3;
    succeeded(await live.stack.up({ env: { LIVEPLATFORM_MAX_RELEASES: String(left) } }));
    expect(live.held()).toEqual([number(0), number(100), number(200)]);
    expect(live.emulator.counts).toMatchObject({ numbersUploaded: 123, numbersReleased: 120 });
  });

  it("counts two explicit providers of one tenant together, in the preview and in the run", async () => {
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

  it("goes by liveplatform:maxReleases of the stack's configuration, and by the environment before it", async () => {
    const live = await stacks.applied(program(declare("desks", 0, 10)), {
      config: { "liveplatform:maxReleases": "2" },
    });
    live.stack.write(program(declare("desks", 0, 7)));
    const refused = failed(await live.stack.up());
    expect(refused).toContain("would release 3 numbers of tenant");
    expect(refused).toContain("a run may release 2");
    expect(live.emulator.counts.releases).toBe(0);
    succeeded(await live.stack.up({ env: { LIVEPLATFORM_MAX_RELEASES: "3" } }));
    expect(live.held()).toHaveLength(7);
    succeeded(await live.stack.run(["config", "set", "liveplatform:maxReleases", "7"]));
    live.stack.write(program(declare("desks", 0, 1)));
    succeeded(await live.stack.up());
    expect(live.held()).toEqual([FIRST]);
  });
});
