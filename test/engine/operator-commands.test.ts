import { allocation, js, LiveStack, program, range, succeeded } from "./support/live-stack";

let live: LiveStack;
beforeAll(async () => {
  const desks = allocation("desks", { phoneNumberRanges: [range("+61395556900", "+61395556909")] });
  const hush = allocation("hush", { phoneNumbers: js(`pulumi.secret(["+61395557000"])`) });
  live = await LiveStack.create({ program: program(desks, hush) });
  succeeded(await live.stack.up());
});
afterAll(() => live.dispose());

describe("the commands for the states of a backend, with the real CLI", () => {
  it("find names the stack and the resource of a number, also of one that is secret in the state", async () => {
    const { code, stdout } = await live.stack.command(
      "find",
      "+61 3 9555 6900..+61 3 9555 6909",
      "+61395557000",
      "--backend",
    );
    expect(stdout).toMatch(/^\+61395556900\.\.\+61395556909 \(10\) .* stack \S*dev: desks$/m);
    expect(stdout).toMatch(/^\+61395557000 .* stack \S*dev: hush$/m);
    expect(stdout).toContain("Looked for in 1 state.");
    expect(code).toBe(0);
    const nowhere = await live.stack.command("find", "+61395558888", "--backend", "--json");
    expect(nowhere.code).toBe(2);
    expect(JSON.parse(nowhere.stdout)).toMatchObject({ found: [{ msTenantId: null, heldBy: [] }] });
  });
});
