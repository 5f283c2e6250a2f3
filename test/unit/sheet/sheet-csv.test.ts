import { csv, numbersIn } from "./sheets";

const FOUR = ["Number", "Last number", "Profile", "Usage"];
const ROW = ["+61395556880", "", "EMEA", "Users"];

it.each([
  ["commas", ","],
  ["semicolons", ";"],
  ["tabs", "\t"],
])("a CSV sheet is read with %s", (_, separator) => {
  expect(numbersIn([FOUR, ROW].map((cells) => cells.join(separator)).join("\r\n"))).toEqual(["+61395556880"]);
});

it("a CSV sheet is read with columns in another order and case, and texts that have other separators", () => {
  const text =
    'usage,PROFILE,last  number,Number,"Note; old; new; ported; moved; closed"\nusers,emea,,+61395556880,x';
  expect(numbersIn(text)).toEqual(["+61395556880"]);
});

it("a CSV sheet is read with the line for Excel or of Windows PowerShell 5 above the names, which counts as a line", () => {
  const text = ["sep=;", FOUR.join(";"), ROW.join(";")].join("\r\n");
  expect(numbersIn(text)).toEqual(["+61395556880"]);
  expect(numbersIn(`#TYPE Selected.System\r\n${csv(ROW.join(","))}`)).toEqual(["+61395556880"]);
  expect(numbersIn(`#TYPE Selected.System\r\n${csv("1,,EMEA,Users")}`)).toEqual([
    expect.stringMatching(/^line 3, column A/),
  ]);
  expect(numbersIn(`"sep=|"\n${csv(ROW.join(",")).replaceAll(",", "|")}`)).toEqual(["+61395556880"]);
});

it.each([
  ["\r\n", "\n"],
  ["\n", "\r\n"],
  ["\r", "\r"],
])("a CSV sheet is read with %j after the first line and %j after the others", (first, others) => {
  const rows = [ROW.join(","), ROW.join(",").replace("880", "881"), "1,,EMEA,Users"];
  const good = FOUR.join(",") + first + rows.slice(0, 2).join(others) + others;
  expect(numbersIn(good)).toEqual(["+61395556880", "+61395556881"]);
  expect(numbersIn(good + (rows[2] ?? ""))).toEqual([expect.stringMatching(/^line 4, column A/)]);
});

it.each([",", ";", "\t", "|"])(
  'a CSV sheet is read with numbers that a script has written as ="…", which keeps a spreadsheet from rounding them, between %j',
  (separator) => {
    const row = ['="+61395556880"', ' ="+61395556889" ', '="EMEA"', '="Users"'].join(separator);
    const text = `sep=${separator}\n${FOUR.join(separator)}\n${row}`;
    expect(numbersIn(text)).toEqual(["+61395556880..+61395556889"]);
    expect(numbersIn(`${text}\r\n${row}`)[0]).toContain("line 4, column A (Number)");
  },
);

it("a CSV sheet is read with a text in quotes that has such a cell in it as one text", () => {
  const rows = [ROW.join(","), ROW.join(",").replace("880", "881")];
  const text = [`${FOUR.join(",")},Note`, `${rows[0]},"copied from ,=""x"", of a script"`, `${rows[1]},`];
  expect(numbersIn(text.join("\n"))).toEqual(["+61395556880", "+61395556881"]);
});

it("a CSV sheet is read in UTF-8 and UTF-16 with and without a mark, and in Windows-1252", () => {
  const text = csv("+61\u00a03\u00a09555\u20136880,,EMEA,Users");
  const little = Buffer.from(text, "utf16le");
  const big = Buffer.from(little).swap16();
  const files = [
    Buffer.from(text),
    Buffer.from(`\uFEFF${text}`),
    little,
    Buffer.from(`\uFEFF${text}`, "utf16le"),
    big,
    Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
    Buffer.from(text.replace("\u2013", "\u0096"), "latin1"),
  ];
  expect(files.map((file) => numbersIn(file))).toEqual(files.map(() => ["+61395556880"]));
});

it("a CSV sheet is read and lines are counted as the spreadsheet does, with blank lines and line breaks inside of texts", () => {
  const header = 'Comment;Number;Last number;Profile;Usage\n"two\nlines";+61395556880;;EMEA;Users\n\n';
  const text = `${header}"three\n\nlines";1;;EMEA;Users\n;2;;EMEA;Users`;
  expect(numbersIn(text)).toEqual([
    expect.stringMatching(/^line 5, column B \(Number\): "1" has no \+/),
    expect.stringMatching(/^line 8, column B \(Number\): "2" has no \+/),
  ]);
});

it("a CSV sheet is refused where a quote is not closed, and names the line", () => {
  expect(numbersIn(csv('+61395556880,,EMEA,"Users'))).toEqual([
    expect.stringMatching(/^Quote Not Closed: .* line 2/),
  ]);
});

it("a CSV sheet is refused where an encoding that cannot be told has made letters of blanks", () => {
  const macRoman = Buffer.from(csv("+61\u00ca3\u00ca95556880,,EMEA,Users"), "latin1");
  expect(numbersIn(macRoman)).toEqual([expect.stringContaining("is not a telephone number")]);
});
