import { allocation, js, LiveStack, OTHER_PROFILE, program, succeeded, TENANT } from "./support/live-stack";

const HIDDEN = ["+61395556100", "+61395556880", "+61395556990"];
const SECRET = js(`pulumi.secret(${JSON.stringify(HIDDEN)})`);

let live: LiveStack;
afterEach(() => live.dispose());

describe("an allocation of secret numbers", () => {
  it("keeps numbers and drift as secrets in state, and shows neither in the preview", async () => {
    live = await LiveStack.create({ program: program(allocation("desks", { phoneNumbers: SECRET })) });
    const up = succeeded(await live.stack.up());
    expect(live.held()).toEqual(HIDDEN);
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

  it("hides numbers that were known so far once their list becomes a secret, with what drifts from then on", async () => {
    live = await LiveStack.create({ program: program(allocation("desks", { phoneNumbers: HIDDEN })) });
    succeeded(await live.stack.up());
    live.stack.write(program(allocation("desks", { phoneNumbers: SECRET })));
    succeeded(await live.stack.up());
    live.emulator.portal.remove(TENANT, "+61395556880");
    succeeded(await live.stack.refresh());
    const { inputs, outputs } = live.stack.resource("desks") ?? {};
    for (const kept of [inputs, outputs]) {
      expect(kept?.["numbers"]).toHaveProperty("ciphertext");
      expect(kept?.["drift"]).toHaveProperty("ciphertext");
    }
  });
});

function expectHidden(output: string): void {
  for (const number of HIDDEN) {
    expect(live.stack.rawState()).not.toContain(number);
    expect(output).not.toContain(number);
  }
}
