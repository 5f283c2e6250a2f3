import { OTHER_TENANT, TENANT, allocation, program, range, succeeded } from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const NUMBERS = ["+61395556880", "+61395556881", "+61395556882"];
const OTHERS = "+61395559000..+61395559004";
const PROGRAM = program(allocation("desks", { phoneNumbers: NUMBERS }));

const stacks = useLiveStack();

it("a destroy releases all its numbers in one request, and nothing else in the tenant", async () => {
  const live = await stacks.create({
    program: program(
      allocation("desks", {
        phoneNumbers: NUMBERS,
        phoneNumberRanges: [range("+61395556900", "+61395556996")],
      }),
      allocation("elsewhere", { phoneNumbers: ["+61395557100"], msTenantId: OTHER_TENANT }),
    ),
  });
  live.emulator.portal.add(TENANT, OTHERS);
  succeeded(await live.stack.up());
  expect(succeeded(await live.stack.destroy())).toMatch(/desks deleting .*releasing 100 numbers/);
  expect(live.held()).toHaveLength(5);
  expect(live.held(OTHER_TENANT)).toEqual([]);
  expect(live.emulator.counts).toMatchObject({ uploads: 2, releases: 2, numbersReleased: 101, writes: 4 });
  expect(live.stack.state().resources).toEqual([]);
});

it.each([
  { refreshAlways: true, when: "the refresh before it finds out" },
  { refreshAlways: false, when: "there is no refresh before it" },
])(
  "a destroy succeeds without a request where the portal has removed them all, and $when",
  async ({ refreshAlways }) => {
    const live = await stacks.create({ program: PROGRAM, refreshAlways });
    live.emulator.portal.add(TENANT, OTHERS);
    succeeded(await live.stack.up());
    live.emulator.portal.remove(TENANT, NUMBERS);
    succeeded(await live.stack.destroy());
    expect(live.emulator.counts).toMatchObject({ releases: 0, writes: 1 });
    expect(live.stack.state().resources).toEqual([]);
    expect(live.held()).toHaveLength(5);
  },
);

it("a destroy releases what is left where the portal has removed some, and leaves alone what went to another tenant", async () => {
  const live = await stacks.create({ program: PROGRAM, refreshAlways: false });
  succeeded(await live.stack.up());
  live.emulator.portal.remove(TENANT, "+61395556880");
  live.emulator.portal.move("+61395556881", OTHER_TENANT);
  succeeded(await live.stack.destroy());
  expect(live.bodiesTo("release")).toEqual([["+61395556882"]]);
  expect(live.held()).toEqual([]);
  expect(live.held(OTHER_TENANT)).toEqual(["+61395556881"]);
  expect(live.stack.state().resources).toEqual([]);
});
