import { OTHER_PROFILE, allocation, failed, program, range, succeeded } from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

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
  it("counts replaced, deleted and repaired numbers together", async () => {
    const live = await stacks.applied(
      program(declare("replaced", 0, 40), declare("deleted", 100, 40), declare("repaired", 200, 40)),
    );
    live.emulator.portal.reprofile(keys(200, 40), OTHER_PROFILE);
    const writes = watchWrites(live.emulator);
    const next = program(
      declare("replaced", 0, 40, { callingProfile: OTHER_PROFILE }),
      declare("repaired", 200, 40),
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

  it("stops a replacement of 101 in its preview, and a repair of 101 there and before anything is written", async () => {
    const live = await stacks.applied(program(declare("desks", 0, 101)));
    const writes = watchWrites(live.emulator);
    live.stack.write(program(declare("desks", 0, 101, { callingProfile: OTHER_PROFILE })));
    expect(failed(await live.stack.preview())).toContain("would release 101 numbers of tenant");

    live.stack.write(program(declare("desks", 0, 101)));
    live.emulator.portal.reprofile(keys(0, 101), OTHER_PROFILE);
    expect(failed(await live.stack.preview())).toContain("would release 101 numbers of tenant");
    expect(failed(await live.stack.up())).toContain("would release 101 numbers of tenant");
    expect(writes()).toEqual(onlyWrites({}));
    expect(live.held()).toHaveLength(101);
  });
});
