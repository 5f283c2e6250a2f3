import { killDuring } from "../engine/support/kill";
import { OTHER_PROFILE, allocation, program, range, succeeded } from "../engine/support/live-stack";
import { change } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

const TWENTY = { phoneNumberRanges: [range("+61395556900", "+61395556919")] };
const FIFTEEN = { phoneNumberRanges: [range("+61395556900", "+61395556914")] };
const GIVEN_UP = ["+61395556915..+61395556919"];

const stacks = useLiveStack();

function desks(args: Readonly<Record<string, unknown>>, replaceOnChanges: string): string {
  return program(allocation("desks", args, `{ replaceOnChanges: ["${replaceOnChanges}"] }`));
}

it("a replacement that the engine asks for (replaceOnChanges) releases just the numbers that are taken out, and with ticketId none; other settings release and upload all", async () => {
  const live = await stacks.applied(desks(TWENTY, "*"));
  live.emulator.portal.assign("+61395556900");
  let writes = watchWrites(live.emulator);
  expect(await change(live, desks(FIFTEEN, "*"))).toContain("+-1 replaced");
  expect(writes()).toEqual(onlyWrites({ releases: [GIVEN_UP] }));
  expect(live.outputs("desks")).toMatchObject({ numberCount: 15 });
  await live.expectNoChanges();

  writes = watchWrites(live.emulator);
  const ticket = { ...FIFTEEN, ticketId: "INC-1" };
  expect(await change(live, desks(ticket, "ticketId"), ["--refresh=false"])).toContain("+-1 replaced");
  expect(writes()).toEqual(onlyWrites({}));

  live.emulator.portal.unassign("+61395556900");
  await change(live, desks({ ...ticket, callingProfile: OTHER_PROFILE }, "callingProfile"));
  const parts = [["+61395556900"], ["+61395556901..+61395556914"]];
  expect(writes()).toEqual(onlyWrites({ releases: parts, uploads: parts }));
  await live.expectNoChanges();
});

it("a replacement that the engine asks for (replaceOnChanges) is completed by the next up where the run was killed between the create and the delete", async () => {
  const live = await stacks.applied(desks(TWENTY, "*"));
  const { emulator, stack } = live;
  const stuck = emulator.fail({ verb: "POST", path: "/release", delayMs: 60 * 60 * 1000, times: 1 });
  stack.write(desks(FIFTEEN, "*"));
  await killDuring(stack, { command: ["up", "--yes", "--skip-preview"], moment: () => stuck.hits === 1 });
  expect(stack.state().resources.filter((one) => one.delete === true)).toHaveLength(1);
  expect(live.held()).toHaveLength(20);
  succeeded(await stack.up());
  expect(live.held()).toHaveLength(15);
  expect(emulator.counts).toMatchObject({ uploads: 1, numbersReleased: 5 });
  expect(stack.state().resources.filter((one) => one.delete === true)).toEqual([]);
  await live.expectNoChanges();
});
