import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readNumberSheet } from "../../../sdk/sheet";
import { APAC, EMEA, csv, numbersIn, read } from "./sheets";

function example(name: string): Buffer {
  return readFileSync(join(resolve(__dirname, "../../.."), "examples/numbers-from-csv", name));
}

it("readNumberSheet reads what a spreadsheet makes of numbers, and groups them by profile and usage", () => {
  expect(read(example("numbers.csv"))).toEqual({
    mistakes: [],
    allocations: [
      {
        name: "emea-users",
        callingProfile: EMEA,
        usage: "CallingUserAssignment",
        capabilities: ["InboundCalling", "OutboundCalling"],
        phoneNumbers: ["+61395556880", "+61395556881", "+61395556882"],
        phoneNumberRanges: [{ start: "+61395556900", end: "+61395556999" }],
      },
      {
        name: "apac-conference",
        callingProfile: APAC,
        usage: "ConferenceAssignment",
        capabilities: ["InboundCalling"],
        phoneNumbers: ["+61395557000"],
        phoneNumberRanges: [],
      },
    ],
  });
});

it("readNumberSheet tells every mistake of a sheet by line and column, both lines of what is there twice, and no allocation", () => {
  const { allocations, mistakes } = read(example("numbers-with-mistakes.csv"));
  expect(allocations).toBeUndefined();
  expect(mistakes.map(String)).toEqual([
    'line 3, column A (Number): "6,13956E+10" was rounded by the spreadsheet: format the column as text and enter it again',
    'line 4, column A (Number): "61395556881" has no + and country calling code: write both, in a column that is formatted as text',
    'line 5, column A (Number): "03 9555 6882" has no + and country calling code: write both, in a column that is formatted as text',
    'line 6, column A (Number): "+61 3 9555 688" is in no block that its country\'s numbering plan is known to use: is a digit wrong?',
    'line 7, column A (Number): "+61 (0)3 9555 6883" keeps the 0 that is dialled inside the country only: write +61395556883',
    "line 10, column A (Number): +61395556950 is on line 9 already (+61395556900 to +61395556999)",
    "line 11, column A (Number): +61395556880 is on line 2 already",
    "line 12, column B (Last number): +61395557010..+61395557000 is reversed: swap start and end",
    'line 13, column C (Profile): "EMAE" is none of emea, apac',
    'line 13, column D (Usage): "User" is none of users, conference',
    "line 14, column A (Number): a number is missing",
    "line 15: more cells than the first line has columns",
    'line 15, column A (Number): "ext. 42" is not a telephone number',
  ]);
  expect(mistakes[0]).toMatchObject({ line: 3, column: "A", header: "Number" });
});

it("readNumberSheet reads columns by other names, profiles by GUID and usages by the platform's names where no catalogue is given", () => {
  const text = `Rufnummer;bis;Profil;Usage\n+61395556880;;${EMEA.toUpperCase()};conferenceAssignment`;
  const columns = { number: "rufnummer", lastNumber: "Bis", profile: "Profil" };
  expect(readNumberSheet(Buffer.from(text), { columns }).allocations).toEqual([
    {
      name: `${EMEA}-conferenceassignment`,
      callingProfile: EMEA,
      usage: "ConferenceAssignment",
      capabilities: ["InboundCalling"],
      phoneNumbers: ["+61395556880"],
      phoneNumberRanges: [],
    },
  ]);
  const { mistakes } = readNumberSheet(
    Buffer.from("Number,Last number,Profile,Usage\n+61395556880,,EMEA,Users"),
  );
  expect(mistakes.map(String)).toEqual([
    'line 2, column C (Profile): "EMEA" is not the GUID of a calling profile',
    'line 2, column D (Usage): "Users" is none of CallingUserAssignment, FirstPartyAppAssignment, ThirdPartyAppAssignment, ConferenceAssignment',
  ]);
});

it("readNumberSheet passes on whatever else a usage is declared with", () => {
  const usages = {
    "toll-free": { usage: "FirstPartyAppAssignment", capabilities: ["InboundCalling"], country: "US" },
  };
  const { allocations } = read(csv("+18005550100,,EMEA,Toll-free"), { usages });
  expect(allocations).toMatchObject([
    { name: "emea-toll-free", country: "US", phoneNumbers: ["+18005550100"] },
  ]);
});

it("readNumberSheet takes a sheet without numbers for a mistake, unless the program says that it is meant", () => {
  for (const text of [csv(), csv(",,,", " ,,,"), `${csv()}\r\n`]) {
    expect(numbersIn(text)).toEqual([
      "the sheet has no numbers below its first line, and would release every number that it had: if that is intended, read it with allowEmpty: true",
    ]);
    expect(read(text, { allowEmpty: true })).toEqual({ allocations: [], mistakes: [] });
  }
  expect(numbersIn("", { allowEmpty: true })).toEqual([
    "the first line has no column Number, Last number, Profile, Usage; it is empty",
  ]);
});

it("readNumberSheet says which columns are missing, and which of those that it reads are there twice", () => {
  expect(numbersIn("Phone;Usage\n+61395556880;Users")).toEqual([
    "the first line has no column Number, Last number, Profile; it has: Phone, Usage",
  ]);
  expect(numbersIn("Number,Last number,Profile,Usage,number\n+61395556880,,EMEA,Users,+61395556881")).toEqual(
    ["line 1: the columns A and E are both called Number: rename one"],
  );
  const comments = "Note,Number,Last number,Profile,Usage,Note\nx,+61395556880,,EMEA,Users,y";
  expect(numbersIn(comments)).toEqual(["+61395556880"]);
});

it("readNumberSheet knows a number that a range further down repeats", () => {
  const rows = [
    "+61395556905,,EMEA,Users",
    "+61395556900,+61395556999,EMEA,Users",
    "+61395556999,,APAC,Users",
  ];
  expect(numbersIn(csv(...rows))).toEqual([
    "line 3, column A (Number): +61395556905 is on line 2 already",
    "line 4, column A (Number): +61395556999 is on line 3 already (+61395556900 to +61395556999)",
  ]);
});

it("readNumberSheet never lets two profiles share an allocation because their names run together", () => {
  const names = { profiles: { a: EMEA, "a-b": APAC }, usages: { "b-c": { usage: "X", capabilities: [] } } };
  const usages = { ...names.usages, c: { usage: "Y", capabilities: [] } };
  const { mistakes } = read(csv("+61395556880,,a,b-c", "+61395556881,,a-b,c"), { ...names, usages });
  expect(mistakes.map(String)).toEqual([
    "line 3, column C (Profile): the allocation a-b-c would have two profiles: rename one",
  ]);
});

it("readNumberSheet finds names of a catalogue in any case, and refuses catalogues and columns that cannot be meant", () => {
  expect(numbersIn(csv("+61395556880,,emea,USERS"), { profiles: { EMEA } })).toEqual(["+61395556880"]);
  expect(() => read(csv(), { profiles: { emea: EMEA, EMEA: APAC } })).toThrow(
    'profiles has "EMEA" in two spellings',
  );
  const columns: object = { phone: "Phone" };
  expect(() => read(csv(), { columns })).toThrow(
    'columns has "phone", and knows only number, lastNumber, profile, usage',
  );
});
