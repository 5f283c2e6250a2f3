import * as pulumi from "@pulumi/pulumi";
import { declareNumbers } from "../program";

interface Range {
  readonly start: string;
  readonly end: string;
}

interface Inputs {
  readonly phoneNumbers?: string[];
  readonly phoneNumberRanges?: Range[];
}

/** What the program declares: Pulumi's mocks stand in for the engine, and nothing runs but the program. */
async function declaredRanges(): Promise<(Range & { site: string })[]> {
  const ranges: (Range & { site: string })[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }: { name: string; inputs: Inputs }) => {
      const { phoneNumbers = [], phoneNumberRanges = [] } = inputs;
      const single = phoneNumbers.map((number) => ({ start: number, end: number }));
      ranges.push(...[...single, ...phoneNumberRanges].map((range) => ({ ...range, site: name })));
      return { id: name, state: inputs };
    },
    call: () => ({}),
  });
  declareNumbers();
  await pulumi.runtime.disconnect();
  return ranges;
}

describe("what the program declares", () => {
  it("has no number twice", async () => {
    const ranges = (await declaredRanges()).sort((a, b) => Number(a.start) - Number(b.start));
    const overlapping = ranges.filter((range, index) => {
      const before = ranges[index - 1];
      return before !== undefined && Number(range.start) <= Number(before.end);
    });
    expect(overlapping).toEqual([]);
  });

  it("is of our own block, +61 3 9555", async () => {
    const foreign = (await declaredRanges()).filter(
      ({ start, end }) => !start.startsWith("+613955") || !end.startsWith("+613955"),
    );
    expect(foreign).toEqual([]);
  });
});
