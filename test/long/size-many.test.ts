import { TENANT, allocation, js, program, range, succeeded } from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";
import { asked, numberLines } from "./support/asked";

jest.setTimeout(20 * 60_000);

const stacks = useLiveStack();

it("a tenant that holds 100,000 numbers of others is not read for ten numbers of a program: not to create, see, change or release them", async () => {
  const ten = program(allocation("desks", { phoneNumberRanges: [range("+61395600000", "+61395600009")] }));
  const live = await stacks.create({ program: ten });
  const { stack, emulator } = live;
  emulator.portal.add(TENANT, "+61395500000..+61395599999");
  const up = await asked(live, () => stack.up());
  succeeded(up.answer);
  expect(up.counts).toMatchObject({ uploads: 1, numbersUploaded: 10 });
  const preview = await asked(live, () => stack.preview({ args: ["--expect-no-changes"] }));
  succeeded(preview.answer);
  expect(preview.counts.requests).toBeLessThanOrEqual(15);
  const destroyed = await asked(live, () => stack.destroy());
  succeeded(destroyed.answer);
  expect(destroyed.counts).toMatchObject({ releases: 1, numbersReleased: 10 });
  expect(emulator.numbers()).toHaveLength(100_000);
  expect(up.counts.lists).toBeLessThanOrEqual(5);
  expect(destroyed.counts.lists).toBeLessThanOrEqual(5);
});

it("10,000 single numbers of which no two are neighbours cost ten uploads and three pages; one of them changed is two lines of a preview, one upload and one release", async () => {
  const singles = (moved: number): string =>
    program(
      allocation("desks", {
        phoneNumbers: js(
          `Array.from({ length: 10000 }, (_, at) => "+613955" + (10000 + 3 * at + (at === 5000 ? ${moved} : 0)))`,
        ),
      }),
    );
  const live = await stacks.create({ program: singles(0) });
  const { stack } = live;
  const up = await asked(live, () => stack.up());
  succeeded(up.answer);
  expect(up.counts).toMatchObject({ uploads: 10, numbersUploaded: 10_000, numberGets: 0 });
  // The tenant was empty, and is looked at a few times while it fills: not once for each upload.
  expect(up.counts.lists).toBeLessThanOrEqual(30);

  stack.write(singles(1));
  const preview = await asked(live, () => stack.preview({ args: ["--diff"] }));
  expect(numberLines(succeeded(preview.answer))).toEqual(["- +61395525000: 1", "+ +61395525001: 1"]);
  expect(preview.counts.requests).toBeLessThanOrEqual(5);
  const changed = await asked(live, () => stack.up());
  succeeded(changed.answer);
  expect(changed.counts).toMatchObject({ uploads: 1, releases: 1, numbersUploaded: 1, numbersReleased: 1 });
  expect(changed.counts.requests).toBeLessThanOrEqual(30);
  await live.expectNoChanges();

  const destroyed = await asked(live, () => stack.destroy({ env: { LIVEPLATFORM_MAX_RELEASES: "10000" } }));
  succeeded(destroyed.answer);
  expect(live.held()).toEqual([]);
  expect(destroyed.counts).toMatchObject({ releases: 10, numbersReleased: 10_000 });
  expect(destroyed.counts.lists).toBeLessThanOrEqual(25);
});

it("many allocations share one list in every run, and three pages show that nothing differs", async () => {
  const start = js("`+613955${50000 + 20 * index}`");
  const end = js("`+613955${50009 + 20 * index}`");
  const one = allocation("desks", { phoneNumberRanges: [{ start, end }] }).replace(
    '"desks"',
    "`desks-${index}`",
  );
  const live = await stacks.create({
    program: program("for (let index = 0; index < 1000; index++) {", one, "}"),
    emulator: { taskDurationMs: 20 },
    // The CLI writes its whole state twice for each resource, which is its own business and takes a minute here.
    env: { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" },
  });
  const { stack } = live;
  const up = await asked(live, () => stack.up());
  succeeded(up.answer);
  expect(up.counts).toMatchObject({ numbersUploaded: 10_000, numberGets: 0 });
  // The engine works on a few at a time, and these share their requests.
  expect(up.counts.uploads).toBeLessThanOrEqual(400);
  expect(up.counts.lists).toBeLessThanOrEqual(20);
  expect(up.counts.taskPolls).toBeLessThanOrEqual(2000);
  const preview = await asked(live, () => stack.preview({ args: ["--expect-no-changes"] }));
  succeeded(preview.answer);
  expect(preview.counts.requests).toBeLessThanOrEqual(5);
  expect(preview.counts.writes).toBe(0);
});
