import { expectClean } from "../engine/support/drift";
import {
  type LiveStack,
  type LiveStackOptions,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";
const ranges = (...pairs: [string, string][]): string =>
  program(allocation("desks", { phoneNumberRanges: pairs.map(([start, end]) => range(start, end)) }));
const desks = ranges(["+61395556900", "+61395556999"]);

const stacks = useLiveStack();
let live: LiveStack;

async function start(options: Partial<LiveStackOptions> = {}): Promise<void> {
  live = await stacks.create({ program: desks, ...options });
}

it("a task that refuses all numbers leaves an allocation without numbers, which an up fills and a destroy removes", async () => {
  await start({ program: ranges(["+61395556900", "+61395556905"]) });
  const six = "+61395556900..+61395556905";
  live.emulator.refuse(six, "is not yours");
  const writes = watchWrites(live.emulator);
  expect(failed(await live.stack.up())).toContain(
    "+61395556900..+61395556905 (6 numbers): Number …: is not yours (task ",
  );
  expect(live.outputs("desks")).toMatchObject({ numbers: {}, numberCount: 0 });
  expect(live.outputs("desks")).not.toHaveProperty("pending");
  expect(live.held()).toEqual([]);

  live.emulator.unrefuse(six);
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({ uploads: [six, six] }));
  await expectClean(live.stack);
  succeeded(await live.stack.destroy());
  expect(live.held()).toEqual([]);
});

it("a task that refuses numbers is made up for by exactly the refused numbers once they are free", async () => {
  await start();
  const three = "+61395556997..+61395556999";
  live.emulator.refuse(three, "is being ported");
  failed(await live.stack.up());
  live.emulator.unrefuse(three);
  const writes = watchWrites(live.emulator);
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({ uploads: [three] }));
  expect(live.outputs("desks")).toMatchObject({
    numbers: { "+61395556900..+61395556999": 100 },
    numberCount: 100,
  });
});

it("an upload that is refused in one part of three keeps the two others, and the next up sends that part again", async () => {
  await start({
    program: ranges(["+61395556900", "+61395556929"]),
    env: { LIVEPLATFORM_MAX_NUMBERS_PER_REQUEST: "10" },
  });
  const body = { title: "Bad Request", detail: "No such country", status: 400, errorTicket: "7B1D" };
  live.emulator.fail({ path: "/action/upload", after: 1, times: 1, respond: { status: 400, body } });
  const writes = watchWrites(live.emulator);
  const up = failed(await live.stack.up());
  const [, second = []] = writes().uploads;
  expect(up).toContain(`* ${String(second[0])}..${String(second[9])} (10 numbers): POST /api/`);
  expect(up).toContain("answered 400: Bad Request; No such country (errorTicket 7B1D)");
  expect(up).toContain("* 20 of 30 numbers are in place in tenant");
  expect(up.match(/^\s*\* \+/gm)).toHaveLength(1);
  expect(live.outputs("desks")).toMatchObject({ numberCount: 20 });

  const later = watchWrites(live.emulator);
  succeeded(await live.stack.up());
  expect(writes().uploads).toHaveLength(4);
  expect(later()).toEqual(onlyWrites({ uploads: [second] }));
  expect(live.outputs("desks")).toMatchObject({ numbers: { "+61395556900..+61395556929": 30 } });
});

describe("a release task that fails for one number", () => {
  const stuck = "+61395556905";

  it("a release task that fails for one number keeps that number in the state when others leave an allocation, and the next up releases just it", async () => {
    await start({ program: ranges(["+61395556900", "+61395556909"]) });
    succeeded(await live.stack.up());
    live.emulator.refuse(stuck, "is locked", "release");
    live.stack.write(ranges(["+61395556900", "+61395556904"]));
    const writes = watchWrites(live.emulator);
    expect(failed(await live.stack.up())).toContain(`* ${stuck}: not released: Number …: is locked (task `);
    expect(live.outputs("desks")["numbers"]).toEqual({ "+61395556900..+61395556905": 6 });

    live.emulator.unrefuse(stuck, "release");
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({ releases: ["+61395556905..+61395556909", stuck] }));
    expect(live.held()).toEqual(["00", "01", "02", "03", "04"].map((end) => `+613955569${end}`));
    await expectClean(live.stack);
  });
});
