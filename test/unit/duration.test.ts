import fc from "fast-check";
import { parseDuration } from "../../provider/config/duration";

it.each([
  ["30m", 1_800_000],
  ["2s", 2000],
  ["500ms", 500],
  ["1h", 3_600_000],
  ["1h30m", 5_400_000],
  ["1h1m1s1ms", 3_661_001],
  ["1.5s", 1500],
  ["1.001s", 1001],
  ["0.25h", 900_000],
  ["0s", 0],
])("parseDuration reads %s as %d ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each([
  ["90", 90_000],
  ["0.5", 500],
])("parseDuration takes %s, without a unit, for seconds", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each([
  "",
  " ",
  "30 m",
  "m",
  "1d",
  "1m1h",
  "1s1s",
  "-1s",
  "+1s",
  "1e3",
  "1,5s",
  ".5s",
  "1.s",
  "30M",
  "Infinity",
])("parseDuration does not read %j", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

it("parseDuration adds up whatever units are given", () => {
  const amount = fc.option(fc.nat({ max: 1000 }), { nil: undefined });
  fc.assert(
    fc.property(fc.tuple(amount, amount, amount, amount), ([h, m, s, ms]) => {
      const text = [h, m, s, ms]
        .map((n, unit) => (n === undefined ? "" : `${n}${["h", "m", "s", "ms"][unit]}`))
        .join("");
      const sum = (h ?? 0) * 3_600_000 + (m ?? 0) * 60_000 + (s ?? 0) * 1000 + (ms ?? 0);
      expect(parseDuration(text)).toBe(text === "" ? undefined : sum);
    }),
  );
});
