import { MAY_SKIP_REFRESH } from "./support/host";
import { allocation, failed, program, range, succeeded } from "./support/live-stack";
import { change, expectDestroyed, expectHandedOver } from "./support/story";
import { useLiveStack } from "./support/use-live-stack";

const [A, B, C, D] = ["+61395556900", "+61395556901", "+61395556902", "+61395556903"];

/** Without a refresh the run learns of the one that holds the numbers only after the one that wants them. */
const UNSEEN = "If another allocation of this stack holds them, run with --refresh (not --refresh=false)";

const stacks = useLiveStack();

it("numbers stay through a rename in the program without an alias, and through one in the state", async () => {
  const desks = { phoneNumbers: [A], phoneNumberRanges: [range(B, C)] };
  const live = await stacks.applied(program(allocation("first", desks)));
  const created = await change(live, program(allocation("second", desks)));
  expect(created).toContain("+ 1 created");
  expect(created).toContain("- 1 deleted");
  expect(live.outputs("second")).toMatchObject({ numbers: { [`${A}..${C}`]: 3 }, numberCount: 3 });

  const { urn = "" } = live.stack.resource("second") ?? {};
  succeeded(await live.stack.run(["state", "rename", urn, "third", "--yes"]));
  await change(live, program(allocation("third", desks)), ["--expect-no-changes"]);
  expectHandedOver(live, [A, B, C], 1);
});

it("numbers stay where one allocation depends on the other, and are left alone without a refresh", async () => {
  const both = (first: readonly string[], second: readonly string[]): string =>
    program(
      allocation("first", { phoneNumbers: first }),
      allocation("second", { phoneNumbers: second }, `{ dependsOn: [first] }`),
    );
  const live = await stacks.applied(both([A, B], [C, D]));
  await change(live, both([A], [B, C, D]));
  await change(live, both([D, C], [A, B]), ["--parallel", "1"]);
  live.stack.write(both([A, B, C], [D]));
  if (MAY_SKIP_REFRESH) expect(failed(await live.stack.up({ args: ["--refresh=false"] }))).toContain(UNSEEN);
  succeeded(await live.stack.up());
  expectHandedOver(live, [A, B, C, D], 2);
  expect(live.outputs("first")).toMatchObject({ numbers: { [`${A}..${C}`]: 3 } });
  expect(live.outputs("second")).toMatchObject({ numbers: { [D]: 1 } });
  await expectDestroyed(live, [A, B, C, D], { args: ["--run-program"] });
});

it("numbers stay when one allocation is split into three and three are merged into one", async () => {
  const one = program(allocation("all", { phoneNumbers: [A, B, C, D] }));
  const live = await stacks.applied(one);
  const split = await change(
    live,
    program(
      allocation("x", { phoneNumbers: [A] }),
      allocation("all", { phoneNumbers: [B] }),
      allocation("y", { phoneNumbers: [C, D] }),
    ),
  );
  expect(split).toContain("+ 2 created");
  expect(live.outputs("all")).toMatchObject({ numbers: { [B]: 1 } });
  const merged = await change(live, one);
  expect(merged).toContain("- 2 deleted");
  expectHandedOver(live, [A, B, C, D], 1);
  expect(live.outputs("all")).toMatchObject({ numbers: { [`${A}..${D}`]: 4 } });
});

it("numbers stay as they are under ignoreChanges of either list", async () => {
  const before = { phoneNumbers: [A], phoneNumberRanges: [range(B, C)] };
  const ignoring = (list: string, args: Readonly<Record<string, unknown>>): string =>
    program(allocation("desks", args, `{ ignoreChanges: [${JSON.stringify(list)}] }`));
  const live = await stacks.applied(program(allocation("desks", before)));
  const unchanged = ["--expect-no-changes"];
  await change(
    live,
    ignoring("phoneNumbers", { phoneNumbers: [D], phoneNumberRanges: [range(B, C)] }),
    unchanged,
  );
  await change(live, ignoring("phoneNumberRanges", { phoneNumbers: [A] }), [...unchanged, "--refresh=false"]);
  expectHandedOver(live, [A, B, C], 1);
  expect(live.outputs("desks")).toMatchObject({ numbers: { [`${A}..${C}`]: 3 } });
});
