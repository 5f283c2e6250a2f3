import { type LiveStack, failed, succeeded } from "../../engine/support/live-stack";
import { type InLanguage, useTwoAllocations } from "../../engine/support/moves-written";
import { expectHandedOver } from "../../engine/support/story";

const [A, B, C, D] = ["+61395556900", "+61395556901", "+61395556902", "+61395556903"];

/** The tests of numbers that leave the target of an up for an allocation of the stack that is none. */
export function testTargets(inLanguage: InLanguage): void {
  const { name, write } = inLanguage;
  const { both, start } = useTwoAllocations(inLanguage);
  let live: LiveStack;

  async function applied(program: string): Promise<void> {
    live = await start(program);
  }

  const option = (word: string, of: string) => [word, live.stack.resource(of)?.urn ?? ""];

  it(`numbers that leave the target of an up in ${name} are kept, however often and whether by --target or by --exclude; the next up moves what is declared and releases the rest`, async () => {
    await applied(both([A, B, D], [C]));
    live.stack.write(both([A], [B, C]));
    for (const [skipPreview, args] of [
      [false, option("--exclude", "second")],
      [true, option("--target", "first")],
      [false, option("--target", "first")],
    ] as const) {
      const up = succeeded(await live.stack.up({ skipPreview, args }));
      expect(up).not.toContain("releasing");
      expect(live.outputs("first")).toMatchObject({ __leaving: { [B]: 1, [D]: 1 } });
    }
    expect(live.held()).toEqual([A, B, C, D]);
    expect(live.emulator.counts.releases).toBe(0);
    succeeded(await live.stack.up({ skipPreview: false }));
    expect(live.held()).toEqual([A, B, C]);
    expect([A, B, C].map((number) => live.emulator.uploadsOf(number))).toEqual([1, 1, 1]);
    await live.expectNoChanges();
  });

  it(`numbers of a target that an up in ${name} would delete are kept, and the up is refused; a destroy of that target releases them`, async () => {
    await applied(write({ first: { phoneNumbers: [A, B] }, second: { phoneNumbers: [C] } }));
    live.stack.write(write({ second: { phoneNumbers: [A, B, C] } }));
    for (const skipPreview of [true, false]) {
      const refused = failed(await live.stack.up({ skipPreview, args: option("--target", "first") }));
      expect(refused).toContain("second is in the stack and not in this run (--target, --exclude)");
      expect(refused).toContain("Run pulumi up without --target");
    }
    expect(live.held()).toEqual([A, B, C]);
    succeeded(await live.stack.up());
    expectHandedOver(live, [A, B, C], 2);
    succeeded(await live.stack.destroy({ args: option("--target", "second") }));
    expect(live.held()).toEqual([]);
  });

  it(`numbers of several allocations that an up in ${name} deletes without a target are released at once`, async () => {
    await applied(
      write({ first: { phoneNumbers: [A] }, second: { phoneNumbers: [B] }, third: { phoneNumbers: [C, D] } }),
    );
    live.stack.write(write({ third: { phoneNumbers: [C] } }));
    succeeded(await live.stack.up({ skipPreview: false }));
    expect(live.held()).toEqual([C]);
    succeeded(await live.stack.destroy({ args: ["--run-program"] }));
    expect(live.held()).toEqual([]);
  });
}
