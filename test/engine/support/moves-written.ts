import { type LiveStack, TENANT, failed, succeeded } from "./live-stack";
import type { Environment } from "./stack";
import type { Language } from "./stack-folder";
import { expectDestroyed, expectHandedOver } from "./story";
import { useLiveStack } from "./use-live-stack";
import type { Writer } from "./written";

const [A, B, C, D] = ["+61395556900", "+61395556901", "+61395556902", "+61395556903"];
const HELD_BACK = "1 number is released by the next run, when all declarations are known";

/** A language without constructors of ours. */
export interface InLanguage {
  readonly language: Language;
  /** As people write it. */
  readonly name: string;
  readonly write: Writer;
  /** For the stack's commands. */
  readonly env?: () => Environment;
}

/** Programs of two allocations, and stacks of a language that such a program has been applied to. */
export function useTwoAllocations({ language, write, env }: InLanguage): {
  both: (first: readonly string[], second: readonly string[]) => string;
  start: (program: string) => Promise<LiveStack>;
} {
  const stacks = useLiveStack();
  return {
    // The second allocation is not known before the engine is done with the first.
    both: (first, second) =>
      write({ first: { phoneNumbers: first }, second: { phoneNumbers: second, dependsOn: "first" } }),
    start: (program) => stacks.applied(program, { language, env: env?.() ?? {} }),
  };
}

/** The tests of numbers that move between the allocations of a program. */
export function testMoves(inLanguage: InLanguage): void {
  const { name, write } = inLanguage;
  const { both, start } = useTwoAllocations(inLanguage);
  let live: LiveStack;

  async function applied(program: string): Promise<void> {
    live = await start(program);
  }

  /** With the preview that `pulumi up` makes by itself, or without. */
  async function change(
    program: string,
    skipPreview: boolean,
    args: readonly string[] = [],
  ): Promise<string> {
    live.stack.write(program);
    return succeeded(await live.stack.up({ skipPreview, args }));
  }

  it(`numbers in ${name} go to an allocation that depends on the one that gives them up, and back, and a swap, with a preview without a request`, async () => {
    await applied(both([A, B], [C, D]));
    live.stack.write(both([A], [B, C, D]));
    // A preview refuses nothing: the up knows by its own what is declared.
    succeeded(await live.stack.preview());
    await change(both([A], [B, C, D]), false);
    await change(both([C, D], [A, B]), false);
    expectHandedOver(live, [A, B, C, D], 2);
    expect(live.outputs("first")).toMatchObject({ numbers: { [`${C}..${D}`]: 2 } });
    expect(live.outputs("first")).not.toHaveProperty("__leaving");
    // What nobody declares is released at once.
    await change(both([C], [A, B]), false);
    expect(live.emulator.releasesOf(D)).toBe(1);
    await expectDestroyed(live, [A, B, C]);
  });

  it(`numbers in ${name} are never lost without a preview: a moved number changes hands, a removed one is held back and released by the next run`, async () => {
    await applied(both([A, B, D], [C]));
    expect(await change(both([A], [B, C]), true)).toContain("2 numbers are released by the next run");
    expect(live.outputs("first")).toMatchObject({ numbers: { [A]: 1 }, __leaving: { [B]: 1, [D]: 1 } });
    expect(live.emulator.counts.releases).toBe(0);
    expect(live.held()).toEqual([A, B, C, D]);
    await change(both([A], [B, C]), true);
    expect(live.held()).toEqual([A, B, C]);
    expect(live.outputs("first")).not.toHaveProperty("__leaving");
    await live.expectNoChanges();

    expect(await change(both([A], [B]), true)).toContain(HELD_BACK);
    await expectDestroyed(live, [A, B, C]);
    expect([A, B, C, D].map((number) => live.emulator.uploadsOf(number))).toEqual([1, 1, 1, 1]);
  });

  it(`numbers in ${name} stay when the allocation that gives them up is the only target, with and without a preview, then all`, async () => {
    await applied(both([A, B], [C]));
    const target = ["--target", live.stack.resource("first")?.urn ?? ""];
    for (const skipPreview of [false, true])
      expect(await change(both([A], [B, C]), skipPreview, target)).toContain("pulumi:pulumi:Stack");
    expect(live.held()).toEqual([A, B, C]);
    await change(both([A], [B, C]), false);
    expectHandedOver(live, [A, B, C], 2);
    expect(live.outputs("second")).toMatchObject({ numbers: { [`${B}..${C}`]: 2 } });
    await live.expectNoChanges();
  });

  it(`numbers in ${name} stay through a rename without an alias, and go between explicit providers`, async () => {
    const on = (first: readonly string[], second: readonly string[]): string =>
      write({
        first: { phoneNumbers: first, provider: "pa" },
        second: { phoneNumbers: second, provider: "pb", dependsOn: "first" },
      });
    await applied(on([A, B], [C]));
    await change(on([A], [B, C]), false);
    await change(on([A, B, C], [D]), false);
    expect(live.outputs("first")).toMatchObject({ numbers: { [`${A}..${C}`]: 3 } });
    const renamed = await change(write({ third: { phoneNumbers: [A, B, C, D] } }), true);
    expect(renamed).toContain("handed over 3 to");
    expectHandedOver(live, [A, B, C, D], 3);
    expect(live.held(TENANT)).toHaveLength(4);
    live.stack.write(write({ third: { phoneNumbers: ["not a number"] } }));
    expect(failed(await live.stack.up())).toContain("phoneNumbers[0]");
  });
}
