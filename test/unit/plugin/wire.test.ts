import fc from "fast-check";

import { UNKNOWN } from "../../../provider/allocation/unknown";
import { seal } from "../../../provider/common/secret";
import { fromStruct, hasSecret, isSecret, open, toStruct } from "../../../provider/plugin/wire";

const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** JSON values with marks of secrets at any depth, beside the values without them. */
const { marked } = fc.letrec<{ marked: { wire: unknown; plain: unknown; secrets: number } }>((tie) => ({
  marked: fc.oneof(
    { maxDepth: 4 },
    fc
      .oneof(
        fc.string(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
      )
      .map((value) => ({ wire: value, plain: value, secrets: 0 })),
    tie("marked").map(({ wire, plain, secrets }) => ({ wire: seal(wire), plain, secrets: secrets + 1 })),
    fc.array(tie("marked"), { maxLength: 3 }).map((items) => ({
      wire: items.map(({ wire }) => wire),
      plain: items.map(({ plain }) => plain),
      secrets: items.reduce((sum, { secrets }) => sum + secrets, 0),
    })),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), tie("marked"), { maxKeys: 3 }).map((fields) => ({
      wire: Object.fromEntries(Object.entries(fields).map(([key, { wire }]) => [key, wire])),
      plain: Object.fromEntries(Object.entries(fields).map(([key, { plain }]) => [key, plain])),
      secrets: Object.values(fields).reduce((sum, { secrets }) => sum + secrets, 0),
    })),
  ),
}));

it("values on the engine's wire are opened whatever secrets they hold, at any depth, and tell that they hold some", () => {
  fc.assert(
    fc.property(marked, ({ wire, plain, secrets }) => {
      const { value } = fromStruct(toStruct({ value: wire }));
      expect(open(value)).toEqual(plain);
      expect(hasSecret(value)).toBe(secrets > 0);
    }),
  );
});

it("values on the engine's wire that are outputs are opened too, and are unknown where they hold no value", () => {
  expect(open({ a: [{ [SIGNATURE]: OUTPUT, value: "x", secret: true }] })).toEqual({ a: ["x"] });
  expect(open([{ [SIGNATURE]: OUTPUT }])).toEqual([UNKNOWN]);
  expect(isSecret({ [SIGNATURE]: OUTPUT, secret: true })).toBe(true);
});

it("values on the engine's wire lose what is undefined, which a struct does not know", () => {
  expect(fromStruct(toStruct({ a: undefined, b: { c: undefined, d: 1 } }))).toEqual({ b: { d: 1 } });
});
