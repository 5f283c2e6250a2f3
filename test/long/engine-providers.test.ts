import { allocation, failed, js, program, succeeded } from "../engine/support/live-stack";
import { change, expectDestroyed, expectHandedOver } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];

/** Eight runs of the CLI, on a machine that has other work. */
jest.setTimeout(600_000);

const stacks = useLiveStack();

function provider(name: string, args: object | string = {}, opts = ""): string {
  const source = typeof args === "string" ? args : JSON.stringify(args);
  return `const ${name} = new liveplatform.Provider("${name}", ${source}${opts});`;
}

function desks(opts?: string, phoneNumbers: readonly string[] = [A, B]): string {
  return allocation("desks", { phoneNumbers }, opts);
}

it("a provider instance is added, renamed without an alias and with one, and removed: the numbers stay where they are", async () => {
  const live = await stacks.applied(program(desks()));
  await change(live, program(provider("pa"), desks("{ provider: pa }")));
  await live.expectNoChanges();
  await change(live, program(provider("pb"), desks("{ provider: pb }")));
  await live.expectNoChanges();
  const alias = `, { aliases: [{ name: "pb" }] }`;
  const renamed = await change(live, program(provider("pc", {}, alias), desks("{ provider: pc }")));
  expect(renamed).not.toContain("replaced");
  const removed = await change(live, program(desks()), ["--refresh=false"]);
  expect(removed).toContain("- 1 deleted");
  await live.expectNoChanges();
  expectHandedOver(live, [A, B], 1);
  await expectDestroyed(live, [A, B]);
});

it("a provider instance gets other arguments: its allocations are neither replaced nor uploaded again, and go on with the new ones", async () => {
  const live = await stacks.applied(program(provider("pa"), desks("{ provider: pa }")));
  const slow = { maxReleases: 1, pageSize: 200 };
  const changed = await change(live, program(provider("pa", slow), desks("{ provider: pa }")));
  expect(changed).not.toContain("replaced");
  await live.expectNoChanges();
  expectHandedOver(live, [A, B], 1);

  live.stack.write(program(provider("pa", slow), desks("{ provider: pa }", [C])));
  const preview = failed(await live.stack.preview());
  expect(preview).toContain("This would release 2 numbers of tenant");
  expect(preview).toContain("LIVEPLATFORM_MAX_RELEASES=2 pulumi …");
  succeeded(await live.stack.up({ env: { LIVEPLATFORM_MAX_RELEASES: "2" } }));
  expect(live.held()).toEqual([C]);
  expect(live.emulator.counts).toMatchObject({ uploads: 2, releases: 1 });
});

it("a provider with an argument that is known only in the apply asks nothing in the preview", async () => {
  const first = allocation("first", { phoneNumbers: [A] });
  const late = provider("late", "{ maxReleases: first.numberCount }");
  const live = await stacks.create({ program: program(first, late, desks("{ provider: late }", [B])) });
  const preview = succeeded(await live.stack.preview());
  expect(preview).toContain("+ 4 to create");
  expect(live.emulator.requests.map(({ path }) => path)).toEqual([
    `/api/v2/oc/numbers/${A}`,
    "/api/v2/oc/callingprofile",
  ]);
  succeeded(await live.stack.up());
  expect(live.held()).toEqual([A, B]);
  expect(live.stack.resource("late")?.inputs).toMatchObject({ "liveplatform:maxReleases": "1" });
  await live.expectNoChanges();
});

it("a number of an allocation that is replaced is shown as unknown, and asked about only in the apply", async () => {
  const fromOther = js(`desks.numberCount.apply((count) => ["+6139555690" + (count + 1)])`);
  const both = (own: readonly string[]): string =>
    program(desks(undefined, own), allocation("other", { phoneNumbers: fromOther }));
  const live = await stacks.applied(both([A]));
  expect(live.held()).toEqual([A, C]);
  live.stack.write(both([A, B]));
  const preview = succeeded(await live.stack.preview({ args: ["--diff"] }));
  expect(preview).toMatch(/\+ numbers: \[unknown\]/);
  expect(preview).toContain("~ 2 to update");
  succeeded(await live.stack.up());
  expect(live.held()).toEqual([A, B, "+61395556903"]);
  expect(live.emulator.counts).toMatchObject({ uploads: 4, releases: 1, numbersReleased: 1 });
  await live.expectNoChanges();
});
