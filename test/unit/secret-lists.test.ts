import { SecretLists, hider } from "../../provider/host/secret-lists";

const SECRET = { numbers: { "+61395556880": 1, "+61395556900..+61395556999": 100 } };
const hide = hider([SECRET]);

it.each([
  ["+61395556880 is declared by", "1 number is declared by"],
  ["+61395556880, +61395556900..+61395556999 (101 numbers): in use", "101 numbers: in use"],
  ["+61395556900..+61395556902, … and 1,100 more (1,103 numbers) are missing", "1,103 numbers are missing"],
  ["releases 80 (+61395550420..+61395550499), repairs 5", "releases 80 (80 numbers), repairs 5"],
  ["+61395556880, +61395556990: listed without a sum", "2 numbers: listed without a sum"],
  ["GET /api/v3/oc/numbers/%2B61395556880 answered 500", "GET /api/v3/oc/numbers/1 number answered 500"],
  ["Number 61395556950 is being ported", "Number [secret] is being ported"],
])(
  "what is said of an allocation whose list of numbers is secret names no number, but how many: %s",
  (text, shown) => {
    expect(hide(text)).toBe(shown);
  },
);

it.each(["pending", "__handedOver", "__leaving"])(
  "what is said of an allocation whose list of numbers is secret names no number that the state has as %s alone",
  (key) => {
    expect(hider([{ [key]: { "+61395556990": 1 } }])("Number 61395556990 is busy")).toBe(
      "Number [secret] is busy",
    );
  },
);

it("what is said of an allocation whose list of numbers is secret keeps what is no number of the list: ids, tickets, times and counts", () => {
  const text =
    "task wup_61395556880 of 3bc57cac-5794-457f-ad36-613955568801, errorTicket 61399999999, 2026-01-05T00:00:00Z, 12,000";
  expect(hide(text)).toBe(text);
});

it("what is said of an allocation whose list of numbers is secret shows no entry that is wrong, and no advice that spells it out", () => {
  const given = hider([{ phoneNumbers: ["03 9555 6880"], phoneNumberRanges: [{ start: "0395", end: "1" }] }]);
  expect(
    given('phoneNumbers[0]: "03 9555 6880" is not E.164: write the code, in Australia +61395556880'),
  ).toBe("phoneNumbers[0]: [secret] is not E.164");
  expect(given("phoneNumberRanges[0]: 0395..1 has the start")).toBe(
    "phoneNumberRanges[0]: [secret] has the start",
  );
});

it("what is said of an allocation whose list of numbers is secret is hidden in warnings, information and progress on its rows, and on no other", () => {
  const told: string[] = [];
  const tell = (urn: string, message: string) => void told.push(`${urn}: ${message}`);
  const lists = new SecretLists();
  const engine = lists.quiet({
    ...{ warn: tell, info: tell, progress: tell },
    hasProgram: () => Promise.resolve(true),
    ping: () => Promise.resolve(),
  });
  lists.note("secret", [
    { values: {}, isSecret: false },
    { values: SECRET, isSecret: true },
  ]);
  lists.note("plain", [{ values: SECRET, isSecret: false }]);
  engine.warn("secret", "+61395556880");
  engine.info("secret", "+61395556880");
  engine.progress("secret", "+61395556880");
  engine.warn("plain", "+61395556880");
  expect(told).toEqual(["secret: 1 number", "secret: 1 number", "secret: 1 number", "plain: +61395556880"]);
});

it("what is said of an allocation whose list of numbers is secret is hidden by an operation, too, that is told neither its declaration nor its state", () => {
  const lists = new SecretLists();
  lists.note("secret", [{ values: SECRET, isSecret: true }]);
  expect(lists.note("secret", [])("+61395556880 is busy")).toBe("1 number is busy");
  expect(lists.note("plain", [])("+61395556880 is busy")).toBe("+61395556880 is busy");
});
