import { type LiveStack, allocation, failed, program } from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const REFUSED = `Nothing has been released: the program stopped before it had declared all its allocations, and ${B}`;

const first = allocation("first", { phoneNumbers: [A] });
/** What is moved into the second allocation is declared there, and the program never comes to it. */
const second = allocation("second", { phoneNumbers: [B, C] });
const stop = `throw new Error("the sheet of the second site is missing");`;

const stacks = useLiveStack("file");
let live: LiveStack;
beforeAll(async () => {
  live = await stacks.applied(
    program(allocation("first", { phoneNumbers: [A, B] }), allocation("second", { phoneNumbers: [C] })),
  );
});

function expectKept(output: string): void {
  expect(output).toContain(REFUSED);
  expect(live.held()).toEqual([A, B, C]);
  expect(live.emulator.counts.releases).toBe(0);
  expect(live.outputs("first")).toMatchObject({ numbers: { [`${A}..${B}`]: 2 } });
}

it("a program that stops with an error after its first allocation releases nothing that it may declare further on, applied without a preview: a module", async () => {
  live.stack.write(program(first, stop, second));
  expectKept(failed(await live.stack.up()));
});

it("a program that stops with an error after its first allocation releases nothing that it may declare further on, applied without a preview: an inline program", async () => {
  const inline = `
      const { LocalWorkspace } = require("@pulumi/pulumi/automation");
      ${program()}
      const program = async () => { ${first} ${stop} ${second} };
      LocalWorkspace.createOrSelectStack({ stackName: "dev", projectName: "test", program }, { workDir: process.cwd() })
        .then((stack) => stack.up())
        .catch((error) => { console.log(error.message); process.exitCode = 1; });`;
  expectKept(failed(await live.stack.automate(inline)));
});
