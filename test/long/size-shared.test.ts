import { allocation, js, program, succeeded } from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";
import { asked } from "./support/asked";

const stacks = useLiveStack();

it("a hundred allocations of a hundred numbers, with the platform's limit on releases, share some ten uploads and some ten releases, and are never told to slow down", async () => {
  const start = js("`+61395${550000 + 100 * index}`");
  const end = js("`+61395${550099 + 100 * index}`");
  const one = allocation("desks", { phoneNumberRanges: [{ start, end }] }).replace(
    '"desks"',
    "`desks-${index}`",
  );
  const live = await stacks.create({
    program: program("for (let index = 0; index < 100; index++) {", one, "}"),
    emulator: { taskDurationMs: 2000, limits: { release: { count: 10, perMs: 10_000 } } },
    env: { LIVEPLATFORM_MAX_RELEASES: "10000" },
  });
  const { stack, emulator } = live;
  const up = await asked(live, () => stack.up({ args: ["--parallel", "100"] }));
  succeeded(up.answer);
  expect(up.counts).toMatchObject({ numbersUploaded: 10_000, numberGets: 0 });
  // Ten; on a busy machine they begin within more moments, each of which is a request.
  expect(up.counts.uploads).toBeLessThanOrEqual(15);
  const destroyed = await asked(live, () => stack.destroy({ args: ["--parallel", "100"] }));
  succeeded(destroyed.answer);
  expect(live.held()).toEqual([]);
  expect(destroyed.counts.releases).toBeLessThanOrEqual(15);
  expect(destroyed.counts.lists).toBeLessThanOrEqual(15);
  expect(emulator.requests.filter(({ status }) => status === 429)).toEqual([]);
});
