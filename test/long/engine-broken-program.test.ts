import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LiveStack, allocation, failed, program } from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];

const first = allocation("first", { phoneNumbers: [A] });
const second = allocation("second", { phoneNumbers: [B, C] });
const stop = `throw new Error("the sheet of the second site is missing");`;

/** Pulumi itself takes a minute to end a program that fails in an async function or an ES module. */
jest.setTimeout(900_000);

const stacks = useLiveStack("file");
let live: LiveStack;
beforeAll(async () => {
  live = await stacks.applied(
    program(allocation("first", { phoneNumbers: [A, B] }), allocation("second", { phoneNumbers: [C] })),
  );
});

async function expectKept(): Promise<void> {
  const output = failed(await live.stack.up());
  expect(output).toContain("the program stopped before it had declared all its allocations");
  expect(live.held()).toEqual([A, B, C]);
  expect(live.outputs("first")).toMatchObject({ numbers: { [`${A}..${B}`]: 2 } });
}

it.each([
  ["in an async function", program("module.exports = async () => {", first, stop, second, "};")],
  [
    "in an async function that has waited for something",
    program("module.exports = async () => {", "await Promise.resolve();", first, stop, second, "};"),
  ],
  [
    "in an async function that waits for a second after its first allocation",
    program(
      "module.exports = async () => {",
      first,
      "await new Promise((resolve) => setTimeout(resolve, 1000));",
      ...[stop, second, "};"],
    ),
  ],
])(
  "a program that stops with an error releases nothing that it may declare further on, applied without a preview: %s",
  async (_, text) => {
    live.stack.write(text);
    await expectKept();
  },
);

it("a program that stops with an error releases nothing that it may declare further on, applied without a preview: as an ES module, and goes on when it is corrected", async () => {
  writeFileSync(
    join(live.stack.dir, "package.json"),
    `{ "name": "test", "private": true, "type": "module" }`,
  );
  live.stack.write(`import * as liveplatform from "pulumi-liveplatform";\n${first}\n${stop}\n${second}`);
  await expectKept();
  live.stack.write(`import * as liveplatform from "pulumi-liveplatform";\n${first}\n${second}`);
  expect((await live.stack.up()).output).toContain("~ 2 updated");
  expect(live.held()).toEqual([A, B, C]);
});
