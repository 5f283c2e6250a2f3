import { DRIFT_IN } from "./support/host";
import {
  type LiveStack,
  OTHER_PROFILE,
  TENANT,
  allocation,
  failed,
  js,
  program,
  succeeded,
} from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const HIDDEN = ["+61395556100", "+61395556880", "+61395556990"];
const SECRET = js(`pulumi.secret(${JSON.stringify(HIDDEN)})`);

const stacks = useLiveStack();
let live: LiveStack;

it("secret numbers and their drift are secrets in state, and the preview shows neither", async () => {
  live = await stacks.create({ program: program(allocation("desks", { phoneNumbers: SECRET })) });
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
  const desks = live.stack.resource("desks");
  for (const kept of [desks?.inputs, desks?.outputs]) expect(kept?.["numbers"]).toHaveProperty("ciphertext");
  for (const place of DRIFT_IN) expect(desks?.[place]["drift"]).toHaveProperty("ciphertext");
  succeeded(await live.stack.up());
  expect(live.emulator.counts).toMatchObject({ uploads: 3, numbersUploaded: 5, numbersReleased: 1 });
  expectHidden("");
});

it("numbers that were known so far are hidden once their list becomes a secret, with what drifts from then on", async () => {
  live = await stacks.create({ program: program(allocation("desks", { phoneNumbers: HIDDEN })) });
  succeeded(await live.stack.up());
  live.stack.write(program(allocation("desks", { phoneNumbers: SECRET })));
  succeeded(await live.stack.up());
  live.emulator.portal.remove(TENANT, "+61395556880");
  succeeded(await live.stack.refresh());
  const desks = live.stack.resource("desks");
  for (const kept of [desks?.inputs, desks?.outputs]) expect(kept?.["numbers"]).toHaveProperty("ciphertext");
  for (const place of DRIFT_IN) expect(desks?.[place]["drift"]).toHaveProperty("ciphertext");
});

describe("an error about secret numbers", () => {
  const secret = (numbers: readonly string[]) => ({
    phoneNumbers: js(`pulumi.secret(${JSON.stringify(numbers)})`),
  });

  it("an error about secret numbers names none of them, but how many: in use, the brake, already there, declared twice, no number", async () => {
    live = await stacks.create({ program: program(allocation("desks", { phoneNumbers: SECRET })) });
    succeeded(await live.stack.up());
    live.emulator.portal.assign("+61395556880");
    const inUse = failed(await live.stack.destroy());
    expect(inUse).toContain(`1 of 3 numbers to release from tenant ${TENANT} is in use: 1 number. Nothing`);
    expectHidden(inUse);
    live.emulator.portal.unassign("+61395556880");
    const braked = failed(await live.stack.destroy({ env: { LIVEPLATFORM_MAX_RELEASES: "2" } }));
    expect(braked).toContain("This would release 3 numbers");
    expectHidden(braked);

    live.emulator.portal.add(TENANT, "+61395556101");
    const taken = program(allocation("desks", secret(HIDDEN)), allocation("more", secret(["+61395556101"])));
    live.stack.write(taken);
    const there = failed(await live.stack.preview());
    expect(there).toContain(
      "1 number: already in the tenant, and no allocation that this run has seen holds",
    );
    expectHidden(there, ["+61395556101"]);

    live.stack.write(program(allocation("desks", secret(HIDDEN)), allocation("more", secret(HIDDEN))));
    const twice = failed(await live.stack.preview());
    expect(twice).toMatch(/3 numbers are also declared by "(desks|more)"/);
    expectHidden(twice);

    live.stack.write(program(allocation("desks", secret([...HIDDEN, "03 9555 6102"]))));
    const wrong = failed(await live.stack.preview());
    expect(wrong).toContain("phoneNumbers[3]: [secret] is not E.164");
    expectHidden(wrong, ["9555 6102", "395556102"]);
  });
});

function expectHidden(output: string, others: readonly string[] = []): void {
  for (const number of [...HIDDEN, ...others]) {
    expect(live.stack.rawState()).not.toContain(number);
    expect(output).not.toContain(number);
  }
}
