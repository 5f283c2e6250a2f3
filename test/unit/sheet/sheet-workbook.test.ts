import { FIRST_ROW, numbersIn, row, workbook } from "./sheets";

function sheet(...rows: readonly string[]): Uint8Array {
  return workbook({ sheets: { Numbers: FIRST_ROW + rows.join("") } });
}

const cells = (line: number, last: string) =>
  `<row r="${line}"><c r="A${line}" t="str"><v>+61395556900</v></c>${last}<c r="C${line}" t="str"><v>EMEA</v></c><c r="D${line}" t="str"><v>Users</v></c></row>`;

it("a workbook is read with its blank rows, and mistakes are named by the row and column that the spreadsheet shows", () => {
  const good = row(3, "+61 3 9555 6880", "", "EMEA", "Users");
  expect(numbersIn(sheet(good, row(7, "+61395556900", "+61395556999", "emea", "users")))).toEqual([
    "+61395556880",
    "+61395556900..+61395556999",
  ]);
  expect(numbersIn(sheet(good, row(7, "1", "", "EMEA", "Nobody")))).toEqual([
    expect.stringMatching(/^line 7, column A \(Number\): "1" has no \+/),
    expect.stringMatching(/^line 7, column D \(Usage\): "Nobody" is none of/),
  ]);
});

it("a workbook is read with texts that are shared, in pieces, with a phonetic reading, and with escapes", () => {
  const sharedStrings =
    "<si><r><t>+61</t></r><r><t>395556880</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si><si><t>EMEA_x000D_</t></si>";
  const line =
    '<row><c t="s"><v>0</v></c><c/><c t="s"><v>1</v></c><c t="inlineStr"><is><t>Us</t><t>ers</t></is></c></row>';
  const file = workbook({ sheets: { Numbers: FIRST_ROW + line }, sharedStrings });
  expect(numbersIn(file)).toEqual(["+61395556880"]);
});

it("a workbook is read where a formula gives the number, also an empty one", () => {
  expect(numbersIn(sheet(cells(2, '<c r="B2" t="str"><f>A2</f><v>+61395556999</v></c>')))).toEqual([
    "+61395556900..+61395556999",
  ]);
  expect(numbersIn(sheet(cells(2, '<c r="B2" t="str"><f>""</f><v></v></c>')))).toEqual(["+61395556900"]);
});

it("a workbook is read from the only sheet with something in it that is visible, or from the one that the program names", () => {
  const good = FIRST_ROW + row(2, "+61395556880", "", "EMEA", "Users");
  const other = FIRST_ROW + row(2, "+61395556881", "", "EMEA", "Users");
  expect(numbersIn(workbook({ sheets: { Empty: "", Numbers: good, ".lists": row(1, "x") } }))).toEqual([
    "+61395556880",
  ]);
  const two = workbook({ sheets: { Sydney: good, Melbourne: other } });
  expect(numbersIn(two, { sheet: "Melbourne" })).toEqual(["+61395556881"]);
  expect(numbersIn(two)).toEqual([
    "the workbook has more than one sheet: Sydney, Melbourne; choose one with the option sheet",
  ]);
  expect(numbersIn(two, { sheet: "Perth" })).toEqual([
    "the workbook has no sheet Perth; it has: Sydney, Melbourne",
  ]);
});

it.each([
  ['<c r="B2" t="e"><f>VLOOKUP(A2,X:Y,2)</f><v>#N/A</v></c>', '"#N/A" is not a telephone number'],
  ['<c r="B2"><f>A2+99</f></c>', '"=A2+99" is a formula without a value'],
  ['<c r="B2"><f>A2+99</f><v/></c>', '"=A2+99" is a formula without a value'],
  ['<c r="B2"><v>61395556999</v></c>', '"61395556999" has no + and country calling code'],
  ['<c r="B2"><v>4.93E+11</v></c>', '"4.93E+11" was rounded by the spreadsheet'],
  ['<c r="B2" t="b"><v>1</v></c>', '"TRUE" is not a telephone number'],
])(
  "a workbook is refused where the end of a range is %s, which other readers take for an empty cell or a number",
  (cell, problem) => {
    expect(numbersIn(sheet(cells(2, cell)))).toEqual([
      expect.stringContaining(`line 2, column B (Last number): ${problem}`),
    ]);
  },
);

it("a workbook is refused where it has no rows, is old or is damaged", () => {
  expect(numbersIn(sheet())).toEqual([
    expect.stringContaining("the sheet has no numbers below its first line"),
  ]);
  expect(numbersIn(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toEqual([
    "the file is an old Excel file (.xls) or has a password: save it as .xlsx, or as CSV UTF-8",
  ]);
  const whole = sheet();
  for (const damaged of [whole.subarray(0, whole.length - 40), Buffer.from("PK\u0003\u0004 and no more")]) {
    expect(numbersIn(damaged)).toEqual([
      expect.stringMatching(/^the file is no XLSX workbook that can be read: /),
    ]);
  }
});
