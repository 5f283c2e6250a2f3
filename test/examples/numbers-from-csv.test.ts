import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readAllocations } from "../../examples/numbers-from-csv/read-allocations";
import { failed, OTHER_PROFILE, PROFILE, succeeded, TENANT } from "../engine/support/live-stack";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { ExampleCopy } from "./support/example-copy";

function sheet(file: string): Buffer {
  return readFileSync(join(repositoryRoot, "examples/numbers-from-csv", file));
}

/** A sheet of these lines below the header. */
function lines(...rows: readonly string[]): Buffer {
  return Buffer.from(["Number,Last number,Profile,Usage", ...rows].join("\n"));
}

function mistakesIn(...rows: readonly string[]): string[] {
  return readAllocations(lines(...rows)).mistakes;
}

describe("the example with numbers from a CSV file", () => {
  it("reads what a spreadsheet makes of numbers, and groups them by profile and usage", () => {
    expect(readAllocations(sheet("numbers.csv"))).toEqual({
      mistakes: [],
      allocations: [
        {
          name: "emea-users",
          callingProfile: PROFILE,
          usage: "CallingUserAssignment",
          capabilities: ["InboundCalling", "OutboundCalling"],
          phoneNumbers: ["+61395556880", "+61395556881", "+61395556882"],
          phoneNumberRanges: [{ start: "+61395556900", end: "+61395556999" }],
        },
        {
          name: "apac-conference",
          callingProfile: OTHER_PROFILE,
          usage: "ConferenceAssignment",
          capabilities: ["InboundCalling"],
          phoneNumbers: ["+61395557000"],
          phoneNumberRanges: [],
        },
      ],
    });
  });

  it("reads the same from commas, tabs, another order of columns, and UTF-16", () => {
    const expected = readAllocations(lines("+61395556880,,EMEA,Users"));
    expect(expected.allocations).toHaveLength(1);

    const tabs = "usage\tPROFILE\tLast number\tNumber\nusers\temea\t\t+61 3 9555 6880\n";
    expect(readAllocations(Buffer.from(tabs))).toEqual(expected);
    expect(readAllocations(Buffer.from(`\uFEFF${tabs}`, "utf16le"))).toEqual(expected);
  });

  it("tells every mistake of a sheet by line and column, and both lines of what is there twice", () => {
    expect(readAllocations(sheet("numbers-with-mistakes.csv")).mistakes).toEqual([
      'line 3, column A (Number): "6,13956E+10" was rounded by the spreadsheet: format the column as text and enter it again',
      'line 4, column A (Number): "61395556881" has no + and country calling code; if it is +61395556881, write that',
      'line 5, column A (Number): "03 9555 6882" has no + and country calling code',
      'line 6, column A (Number): "+61 3 9555 688" is no number of its country: is a digit wrong?',
      'line 7, column A (Number): "+61 (0)3 9555 6883" was probably meant as +61395556883',
      "line 10, column A (Number): +61395556950 is on line 9 already (+61395556900 to +61395556999)",
      "line 11, column A (Number): +61395556880 is on line 2 already",
      "line 12, column B (Last number): a range from +61395557010 cannot end with +61395557000",
      'line 13, column C (Profile): "EMAE" is none of emea, apac',
      'line 13, column D (Usage): "User" is none of users, conference',
      "line 14, column A (Number): a number is missing",
      "line 15: more cells than the first line has columns",
      'line 15, column A (Number): "ext. 42" is not a telephone number',
    ]);
  });

  it("counts lines as the spreadsheet does, with blank lines and line breaks inside of texts", () => {
    const header = 'Comment;Number;Last number;Profile;Usage\n"two\nlines";+61395556880;;EMEA;Users\n\n';
    const text = `${header}"three\n\nlines";1;;EMEA;Users\n;2;;EMEA;Users`;
    expect(readAllocations(Buffer.from(text)).mistakes).toEqual([
      'line 5, column B (Number): "1" has no + and country calling code',
      'line 8, column B (Number): "2" has no + and country calling code',
    ]);
  });

  it("says what is wrong with a sheet as a whole", () => {
    expect(readAllocations(Buffer.from("Phone;Usage\n+61395556880;Users")).mistakes).toEqual([
      "the first line has no column Number, Last number, Profile; it has: Phone, Usage",
    ]);
    expect(readAllocations(Buffer.from("")).mistakes).toEqual([
      "the first line has no column Number, Last number, Profile, Usage; it is empty",
    ]);
    expect(mistakesIn('+61395556880,,EMEA,"Users')).toEqual([
      expect.stringMatching(/^Quote Not Closed: .* line 2/),
    ]);
  });

  it("says how a number has a wrong length, or no country", () => {
    expect(mistakesIn("+4420794609,,EMEA,Users", "+4499,,EMEA,Users", "+999123,,EMEA,Users")).toEqual([
      'line 2, column A (Number): "+4420794609" has a length that numbers of its country do not have',
      'line 3, column A (Number): "+4499" is too short for a number of its country',
      'line 4, column A (Number): "+999123" does not begin with a country calling code',
    ]);
  });

  it("knows scientific notation with a point, and a range that repeats a number further down", () => {
    expect(mistakesIn("6.13956E+10,,EMEA,Users")).toEqual([expect.stringContaining("was rounded")]);
    expect(
      mistakesIn(
        "+61395556905,,EMEA,Users",
        "+61395556900,+61395556999,EMEA,Users",
        "+61395556999,,EMEA,Users",
      ),
    ).toEqual([
      "line 3, column A (Number): +61395556905 is on line 2 already",
      "line 4, column A (Number): +61395556999 is on line 3 already (+61395556900 to +61395556999)",
    ]);
  });

  it("declares nothing while there is a mistake, then all, and no difference when the sheet is sorted", async () => {
    const example = await ExampleCopy.create("numbers-from-csv");
    try {
      succeeded(await example.pulumi("stack", "init", "dev"));
      const options = ["--config", "liveplatform-numbers-from-csv:file=numbers-with-mistakes.csv"];
      const refused = failed(await example.pulumi("up", "--yes", "--skip-preview", ...options));
      expect(refused).toContain("Mistakes in numbers-with-mistakes.csv, nothing is declared:");
      expect(refused).toContain("line 11, column A (Number): +61395556880 is on line 2 already");
      expect(refused).not.toMatch(/^\s+at /m);
      expect(example.emulator.counts.numbersUploaded).toBe(0);

      const config = ["--config", "liveplatform-numbers-from-csv:file=numbers.csv"];
      succeeded(await example.pulumi("up", "--yes", "--skip-preview", ...config));
      expect(example.emulator.numbers(TENANT)).toHaveLength(104);

      const [header = "", ...rows] = sheet("numbers.csv").toString().split("\r\n");
      writeFileSync(
        join(example.folder, "numbers.csv"),
        [header, ...rows.slice(0, 5).reverse(), ...rows.slice(5)].join("\r\n"),
      );
      succeeded(await example.pulumi("preview", "--expect-no-changes"));
    } finally {
      await example.dispose();
    }
  });
});
