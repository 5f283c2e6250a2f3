import { allocation, program, range, succeeded } from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";
import { asked, numberLines } from "./support/asked";

/** A tenant list of 100,000 numbers has 20 pages; the emulator makes them in this process. */
jest.setTimeout(20 * 60_000);

const [FIRST, LAST, AFTER] = ["+61395500000", "+61395599999", "+61395600000"];

const stacks = useLiveStack();

it("one allocation of 100,000 numbers costs 100 uploads, 21 pages to read, one upload and one release to change, and reads its tenant twice to go", async () => {
  const all = program(allocation("desks", { phoneNumberRanges: [range(FIRST, LAST)] }));
  const live = await stacks.create({ program: all, emulator: { taskDurationMs: 20 } });
  const { stack } = live;
  const up = await asked(live, () => stack.up());
  succeeded(up.answer);
  expect(up.counts).toMatchObject({ uploads: 100, numbersUploaded: 100_000, numberGets: 0 });
  // A few looks while the tenant fills, until its tasks are believed: not one for each of the 100 uploads.
  expect(up.counts.lists).toBeLessThanOrEqual(40);
  expect(up.counts.taskPolls).toBeLessThanOrEqual(300);

  const ranges = [range(FIRST, "+61395549999"), range("+61395550001", LAST)];
  stack.write(program(allocation("desks", { phoneNumberRanges: ranges, phoneNumbers: [AFTER] })));
  const preview = await asked(live, () => stack.preview({ args: ["--diff"] }));
  expect(numberLines(succeeded(preview.answer))).toEqual([
    `+ ${FIRST}..+61395549999: 50000`,
    `- ${FIRST}..${LAST}: 100000`,
    `+ +61395550001..${AFTER}: 50000`,
  ]);
  expect(preview.counts.requests).toBeLessThanOrEqual(26);
  expect(preview.counts.writes).toBe(0);

  const changed = await asked(live, () => stack.up());
  succeeded(changed.answer);
  expect(changed.counts).toMatchObject({ uploads: 1, releases: 1, numbersUploaded: 1, numbersReleased: 1 });
  expect(changed.counts.requests).toBeLessThanOrEqual(50);

  const env = { LIVEPLATFORM_MAX_RELEASES: "100000", LIVEPLATFORM_MAX_NUMBERS_PER_REQUEST: "5000" };
  const destroyed = await asked(live, () => stack.destroy({ env }));
  succeeded(destroyed.answer);
  expect(live.held()).toEqual([]);
  expect(destroyed.counts).toMatchObject({ uploads: 0, releases: 20, numbersReleased: 100_000 });
  // Once in the refresh, and at the most once more.
  expect(destroyed.counts.lists).toBeLessThanOrEqual(50);
});
