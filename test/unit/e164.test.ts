import { checkE164, checkRange } from "../../provider/numbers/e164";

function problemOf(value: string): string | undefined {
  const check = checkE164(value);
  return check.ok ? undefined : check.problem;
}

function rangeProblemOf(start: string, end: string): string | undefined {
  const check = checkRange(start, end);
  return check.ok ? undefined : check.problem;
}

it.each([
  ["+61395556880", "AU", "61", false],
  ["+12125551234", "US", "1", false],
  ["+14165551234", "CA", "1", false],
  ["+390612345678", "IT", "39", false],
  ["+18005550100", "US", "1", true],
  ["+18335550100", "US", "1", true],
  ["+18885550100", "US", "1", true],
  ["+18000900770", undefined, "1", true],
  ["+18331111111", undefined, "1", true],
  ["+18440000000", undefined, "1", true],
  ["+18551230000", undefined, "1", true],
  ["+18660001111", undefined, "1", true],
  ["+18771999999", undefined, "1", true],
  ["+18880123456", undefined, "1", true],
  ["+18225550100", undefined, "1", false],
  ["+18805550100", undefined, "1", false],
  ["+18015550100", "US", "1", false],
  ["+611800123456", "AU", "61", true],
  ["+611300123456", "AU", "61", false],
  ["+448001234567", "GB", "44", true],
  ["+448081234567", "GB", "44", true],
  ["+442079460958", "GB", "44", false],
  ["+498001234567", "DE", "49", true],
  ["+33800123456", "FR", "33", true],
  ["+33805123456", "FR", "33", true],
  ["+33820123456", "FR", "33", false],
  ["+39800123456", "IT", "39", true],
  ["+34900123456", "ES", "34", true],
  ["+31800123456", "NL", "31", true],
  ["+3531800123456", "IE", "353", true],
  ["+3531850123456", "IE", "353", false],
  ["+64800123456", "NZ", "64", true],
  ["+81120123456", "JP", "81", true],
  ["+78001234567", "RU", "7", true],
  ["+46201234567", "SE", "46", true],
  ["+80012345678", undefined, "800", true],
  ["+883510012345", undefined, "883", false],
])("checkE164 accepts %s, of %s, code %s, toll-free: %s", (...[value, country, callingCode, tollFree]) => {
  expect(checkE164(value)).toEqual({ ok: true, country, callingCode, tollFree });
});

it("checkE164 accepts a number of a block that no metadata knows yet, in a code that one country has", () => {
  expect(checkE164("+6491234567")).toEqual({ ok: true, country: "NZ", callingCode: "64", tollFree: false });
  expect(checkE164("+64111234567")).toEqual({
    ok: true,
    country: "NZ",
    callingCode: "64",
    tollFree: false,
  });
});

it("checkE164 accepts a number of an unknown block in a shared code, without naming a country", () => {
  expect(checkE164("+10002345678")).toEqual({
    ok: true,
    country: undefined,
    callingCode: "1",
    tollFree: false,
  });
});

it.each([
  ["+559036898251", "BR", "55"],
  ["+3521544595389", "LU", "352"],
  ["+3758820846", "BY", "375"],
  ["+37588001234567", "BY", "375"],
])(
  "checkE164 accepts %s, though its first digits are a prefix that is dialled inside %s",
  (value, country, callingCode) => {
    expect(checkE164(value)).toEqual({ ok: true, country, callingCode, tollFree: false });
  },
);

it.each([
  ["+61 3 9555 6880", "write +61395556880, without spaces and punctuation"],
  ["+61 (0)3 9555-6880", "write +61395556880, without spaces and punctuation"],
  ["+61\u00a03\u20119555.6880", "write +61395556880, without spaces and punctuation"],
  ["+61395556880\n", "write +61395556880, without spaces and punctuation"],
  ["0061395556880", "write +61395556880"],
  ["0011 61 3 9555 6880", "write +61395556880"],
  ["tel:+61395556880", "write +61395556880"],
  [
    "0395556880",
    "write the country calling code in place of the leading 0, in Australia +61395556880; in Italy before the 0, which stays: +390395556880",
  ],
  [
    "+0395556880",
    "write the country calling code in place of the leading 0, in Australia +61395556880; in Italy before the 0, which stays: +390395556880",
  ],
  [
    "020 7946 0958",
    "write the country calling code in place of the leading 0, in the United Kingdom +442079460958; in Italy before the 0, which stays: +3902079460958",
  ],
  [
    "06 12345678",
    "write the country calling code in place of the leading 0; in Italy before the 0, which stays: +390612345678",
  ],
  ["0111", "write the country calling code in place of the leading 0"],
  ["", "write a plus, the country calling code and the number, such as +61395556880"],
  ["+", "write a plus, the country calling code and the number, such as +61395556880"],
  ["reception", "write a plus, the country calling code and the number, such as +61395556880"],
  ["+61395556880;ext=5", "write a plus, the country calling code and the number, such as +61395556880"],
])("checkE164 says how %j was probably meant", (value, advice) => {
  expect(problemOf(value)).toBe(`is not E.164: ${advice}`);
});

it.each(["+61395556900..+61395556999", "+61395556900-+61395556999", "+61395556900 to 61395556999"])(
  "checkE164 says how %s was probably meant, as a range",
  (value) => {
    expect(problemOf(value)).toBe(
      'is not E.164: as a range, it belongs in phoneNumberRanges: { start: "+61395556900", end: "+61395556999" }',
    );
  },
);

it.each([
  ["+610395556880", "+61395556880"],
  ["+4402079460958", "+442079460958"],
  ["+49030123456", "+4930123456"],
])(
  "checkE164 says how %s was probably meant, with the zero that is dialled inside the country",
  (value, meant) => {
    expect(problemOf(value)).toBe(`keeps the 0 that is dialled inside the country only: write ${meant}`);
  },
);

it.each([
  ["+6139", "has 2 digits after +61; numbers of +61 (Australia) have 5 to 10 or 12"],
  ["+6139555688012", "has 11 digits after +61; numbers of +61 (Australia) have 5 to 10 or 12"],
  ["+15551234", "has 7 digits after +1; numbers of +1 (United States) have 10"],
  ["+12", "has 1 digit after +1; numbers of +1 (United States) have 10"],
  ["+800123", "has 3 digits after +800, which is not a length of its numbers"],
  ["+6139555688012345", "has 16 digits, and E.164 allows 15 at most"],
  ["+999123456", "does not begin with an assigned country calling code"],
])("checkE164 refuses %s", (value, problem) => {
  expect(problemOf(value)).toBe(problem);
});

it("checkRange counts both ends", () => {
  expect(checkRange("+61395556900", "+61395556999")).toEqual({
    ok: true,
    size: 100,
    callingCode: "61",
    tollFree: false,
    country: "AU",
  });
  expect(checkRange("+61395556900", "+61395556900")).toMatchObject({ ok: true, size: 1 });
});

it("checkRange allows 100,000 numbers and not one more", () => {
  expect(checkRange("+61390000000", "+61390099999")).toMatchObject({ ok: true, size: 100_000 });
  expect(rangeProblemOf("+61390000000", "+61390100000")).toBe(
    "holds 100001 numbers, and a range may hold 100000 at most: check its end, or split it",
  );
});

it("checkRange is toll-free where an end is", () => {
  expect(checkRange("+18005550100", "+18005550199")).toMatchObject({ tollFree: true, country: "US" });
  expect(checkRange("+18000900700", "+18000900799")).toMatchObject({ ok: true, tollFree: true });
  expect(checkRange("+17999999990", "+18000000009")).toMatchObject({ ok: true, tollFree: true });
  expect(checkRange("+18009999990", "+18010000009")).toMatchObject({ ok: true, tollFree: true });
  expect(checkRange("+18019999990", "+18020000009")).toMatchObject({ ok: true, tollFree: false });
  expect(checkRange("+447999999999", "+448000000000")).toMatchObject({ ok: true, tollFree: true });
  expect(checkRange("+448009999999", "+448010000000")).toMatchObject({ ok: true, tollFree: true });
  expect(checkRange("+80012345600", "+80012345699")).toMatchObject({ tollFree: true, country: undefined });
});

it("checkRange takes the country from the end whose block is known", () => {
  expect(checkRange("+441999999999", "+442000000000")).toMatchObject({ ok: true, country: "GB" });
});

it.each([
  ["+61395556999", "+61395556900", "is reversed: swap start and end"],
  ["+61395556901", "+61395556900", "is reversed: swap start and end"],
  ["+10002345678", "+64395556999", "begins in +1 and ends in +64 (NZ): write one range for each"],
  ["+61395556900", "+6139555699", "begins with 11 digits and ends with 10: both must have the same length"],
  ["+61395556900", "+6495556999", "begins in +61 (AU) and ends in +64 (NZ): write one range for each"],
  ["+12125551234", "+14165551234", "begins in +1 (US) and ends in +1 (CA): write one range for each"],
  [
    "0395556900",
    "+61395556999",
    'has the start "0395556900", which is not E.164: write the country calling code',
  ],
  ["+61395556900", "+61 395556999", 'has the end "+61 395556999", which is not E.164: write +61395556999'],
  [
    "+999",
    "+61395556999",
    'has the start "+999", which does not begin with an assigned country calling code',
  ],
])("checkRange refuses %s to %s", (start, end, problem) => {
  expect(rangeProblemOf(start, end)).toContain(problem);
});
