import { allocation, js, LiveStack, OTHER_PROFILE, program, succeeded, TENANT } from "./support/live-stack";

/** The lowest number is part of the resource's id, which cannot be secret. */
const LOWEST = "+61395556100";
const HIDDEN = ["+61395556880", "+61395556990"];

let live: LiveStack;
afterEach(() => live.dispose());

describe("an allocation of secret numbers", () => {
  it("keeps numbers and drift as secrets in state, and shows neither in the preview", async () => {
    const secret = js(`pulumi.secret(${JSON.stringify([LOWEST, ...HIDDEN])})`);
    live = await LiveStack.create({ program: program(allocation("desks", { phoneNumbers: secret })) });
    const up = succeeded(await live.stack.up());
    expect(live.held()).toEqual([LOWEST, ...HIDDEN]);
    expectHidden(up);

    live.emulator.portal.remove(TENANT, "+61395556880");
    live.emulator.portal.reprofile("+61395556990", OTHER_PROFILE);
    const preview = succeeded(await live.stack.preview({ args: ["--diff"] }));
    expect(preview).toContain("~ 1 to update");
    expect(preview).toMatch(/drift *: \[secret\]/);
    expectHidden(preview);
    succeeded(await live.stack.refresh());
    const { inputs, outputs } = live.stack.resource("desks") ?? {};
    for (const kept of [inputs, outputs]) {
      expect(kept?.["numbers"]).toHaveProperty("ciphertext");
      expect(kept?.["drift"]).toHaveProperty("ciphertext");
    }
    succeeded(await live.stack.up());
    expect(live.emulator.counts).toMatchObject({ uploads: 2, numbersUploaded: 5, numbersReleased: 1 });
    expectHidden("");
    await live.expectNoChanges();
  });
});

function expectHidden(output: string): void {
  for (const number of HIDDEN) {
    expect(live.stack.rawState()).not.toContain(number);
    expect(output).not.toContain(number);
  }
}
