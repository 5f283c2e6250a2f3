import { HOST, type Host } from "./support/host";
import { type LiveStack, allocation, failed, js, program, succeeded } from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const [A, B] = ["+61395556900", "+61395556901"];

const stacks = useLiveStack();
let live: LiveStack;
beforeEach(async () => (live = await stacks.create({ program: "" })));

async function refused(...statements: readonly string[]): Promise<string> {
  live.stack.write(program(...statements));
  const output = failed(await live.stack.preview());
  expect(output).not.toMatch(/^\s+at /m);
  return output;
}

it("a preview names all misspelt arguments, each with the nearest known one, also in ranges, lists and transforms", async () => {
  const output = await refused(
    `pulumi.runtime.registerStackTransformation(({ props, opts }) => ({ props: { ...props, ticket: "INC-1" }, opts }));`,
    allocation("desks", {
      adoptExistng: true,
      colour: "red",
      phoneNumbers: [A, js("undefined"), 7],
      phoneNumberRanges: [
        { start: "+61395556910", end: "+61395556919", step: 2 },
        { start: "+61395556920", ends: "+61395556929" },
        js("undefined"),
      ],
      capabilities: ["InboundCalling", js("undefined")],
    }),
  );
  for (const sentence of [
    "adoptExistng is not an input; did you mean adoptExisting?",
    "colour is not an input",
    "ticket is not an input; did you mean ticketId?",
    `phoneNumbers[1]: undefined or null is not a text such as "+61395556880"`,
    `phoneNumbers[2]: 7 is not a text`,
    "phoneNumberRanges[0].step: a range has no member step; it is the numbers from start to end",
    "phoneNumberRanges[1].ends: a range has no member ends; did you mean end?",
    "phoneNumberRanges[2]: undefined or null is not a range",
    "capabilities[1] must be a text that is not empty",
  ])
    expect(output).toContain(sentence);
  expect(live.emulator.requests.filter(({ verb }) => verb === "POST")).toEqual([]);
});

it("a program may spread the outputs of another allocation, or the allocation itself", async () => {
  live.stack.write(
    program(
      allocation("first", { phoneNumbers: [A] }),
      `const { urn, id, ...rest } = first;`,
      `new liveplatform.OcNumberAllocation("second", { ...first, ...rest, urn, id, phoneNumbers: ["${B}"] });`,
      `exports.kinds = [first, new liveplatform.Provider("p"), undefined].map((one) =>
          [liveplatform.OcNumberAllocation.isInstance(one), liveplatform.Provider.isInstance(one)]);`,
    ),
  );
  succeeded(await live.stack.up());
  expect(live.held()).toEqual([A, B]);
  expect(live.stack.resource("test-dev")?.outputs).toMatchObject({
    kinds: [
      [true, false],
      [false, true],
      [false, false],
    ],
  });
});

const NO_ID: Readonly<Record<Host, string>> = {
  dynamic: "desks: an allocation cannot be read by its id (option id)",
  plugin: "names no numbers",
};

it.each([
  [`{ id: "desks" }`, NO_ID[HOST]],
  [
    `{ ignoreChanges: ["phoneNumbers[3]"] }`,
    "phoneNumbers[3] (ignoreChanges, replaceOnChanges): a part of phoneNumbers",
  ],
  [
    `{ ignoreChanges: ['numbers["${A}..${B}"]'] }`,
    "a part of numbers cannot be named; write numbers for all of it",
  ],
])(
  "a resource option that an allocation cannot have is refused with a sentence: %s",
  async (options, sentence) => {
    expect(await refused(allocation("desks", { phoneNumbers: [A] }, options))).toContain(sentence);
  },
);
