import { closeAll, json, serve, tenant } from "./client-harness";

afterEach(closeAll);

describe("rows of a list", () => {
  const row = { telephoneNumber: "+441", tenantId: tenant.toUpperCase() };

  it("rows of a list are kept apart where they cannot be read, and do not sink their page", async () => {
    const { platform } = await serve([
      json({
        totalRecords: 4,
        data: [row, { ...row, assignmentStatus: 7 }, { telephoneNumber: "sip:x" }, null],
      }),
    ]);
    const page = await platform.listNumbers({});
    expect(page.numbers.map((number) => number.tenantId)).toEqual([tenant]);
    expect(page.unreadable.map((unreadable) => unreadable.telephoneNumber)).toEqual([
      "+441",
      "sip:x",
      undefined,
    ]);
    const problems = page.unreadable.map(({ problem }) => problem);
    expect(problems[0]).toMatch(/^assignmentStatus: /);
    expect(problems[1]).toMatch(/telephoneNumber: expected an E\.164 number.*tenantId/);
    expect(problems[2]).toMatch(/^row: /);
  });

  it("rows of a list are none where a page that counts none has no list of them; where some are counted that is an error", async () => {
    const { platform } = await serve([
      json({ currentPage: "1", pageSize: "10", totalPages: "0", totalRecords: "0", data: null }),
      json({ totalRecords: 3, data: null }),
    ]);
    expect(await platform.listNumbers({})).toMatchObject({ numbers: [], totalRecords: 0, consistent: true });
    await expect(platform.listNumbers({})).rejects.toThrow(
      /page 1 of numbers: data: none, and 3 are counted/,
    );
  });

  it("rows of a list may have whole numbers as text", async () => {
    const sbcList = [{ sbcId: "11", sbcName: "x" }];
    const { platform } = await serve([
      json({ totalRecords: 1, data: [{ ...row, sbcList, uploadTelephoneNumberEntryId: "4711" }] }),
    ]);
    const { numbers } = await platform.listNumbers({});
    expect(numbers[0]).toMatchObject({
      sbcList: [{ sbcId: 11, sbcName: "x" }],
      uploadTelephoneNumberEntryId: 4711,
    });
  });

  it("rows of a list tell the ids of their SBCs as far as these can be read, where only what decides is read", async () => {
    const sbcList = [{ sbcId: "11" }, { sbcId: 8 }, { sbcId: "eight" }, { sbcName: "without" }, null];
    const data = [sbcList, "none", null].map((list) => ({ ...row, sbcList: list }));
    const { platform } = await serve([json({ totalRecords: 3, data })]);
    const { numbers } = await platform.listStatesPage({ pageNumber: 1 });
    expect(numbers.map(({ sbcIds }) => sbcIds)).toEqual([[11, 8], [], []]);
  });

  it("rows of a list keep their number where only a field for display cannot be read", async () => {
    const { platform } = await serve([
      json({
        totalRecords: 1,
        data: [{ ...row, aslvCode: "two hundred", sbcList: "none", whenAdded: "a field of tomorrow" }],
      }),
    ]);
    const page = await platform.listNumbers({});
    expect(page.unreadable).toEqual([]);
    expect(page.numbers[0]).toMatchObject({ telephoneNumber: "+441", aslvCode: null, sbcList: [] });
    expect(page.numbers[0]).not.toHaveProperty("whenAdded");
  });
});

it.each([
  "61395556880",
  "tel:+61395556880",
  "tel:61395556880",
  "tel:+61-3-9555-6880",
  "+61 (3) 9555 6880",
  "+61395556880 ",
])(
  "a number that the platform writes without its plus, as a tel: URI or with blanks is the same number: %s",
  async (spelling) => {
    const row = { telephoneNumber: spelling, tenantId: tenant };
    const { platform } = await serve([
      json({ totalRecords: 1, data: [row] }),
      json(row),
      json([row]),
      json({ telephoneNumbers: [{ ...row, validationResult: "Failed" }] }),
    ]);
    const number = { telephoneNumber: "+61395556880" };
    expect(await platform.listNumbers({})).toMatchObject({ numbers: [number], unreadable: [] });
    expect(await platform.getNumber(number.telephoneNumber)).toMatchObject(number);
    expect(await platform.listNumbersV2(tenant)).toMatchObject({ numbers: [number], unreadable: [] });
    const status = await platform.numberStatus(tenant, [number.telephoneNumber]);
    expect(status.telephoneNumbers).toMatchObject([{ ...number, validationResult: "Failed" }]);
  },
);

it("a number that the platform writes without its plus, as a tel: URI or with blanks is not guessed: a national number, a SIP address and a text stay unreadable", async () => {
  const spellings = ["0395556880", "sip:+61395556880", "6139 555", ""];
  const data = spellings.map((telephoneNumber) => ({ telephoneNumber, tenantId: tenant }));
  const { platform } = await serve([json({ totalRecords: spellings.length, data })]);
  const { numbers, unreadable } = await platform.listNumbers({});
  expect(numbers).toEqual([]);
  expect(unreadable.map(({ telephoneNumber }) => telephoneNumber)).toEqual(spellings);
});

it("the answer for one number is that number's row, or no answer", async () => {
  const [asked, other] = ["+61395556880", "+61395556881"];
  const { platform } = await serve([json({ telephoneNumber: other, tenantId: tenant })]);
  await expect(platform.getNumber(asked)).rejects.toThrow(
    `the answer is not the number ${asked}: it is about ${other}`,
  );
});

it("the validation of numbers speaks of those that were asked about, with or without their plus, or is no answer", async () => {
  const row = { telephoneNumber: "61395556880", validationResult: "Success" };
  const { platform } = await serve([
    json({ validationResult: "Success", telephoneNumbers: [row] }),
    json({ validationResult: "Success", telephoneNumbers: [{ ...row, telephoneNumber: "+97236004500" }] }),
  ]);
  expect((await platform.numberStatus(tenant, ["+61395556880"])).telephoneNumbers).toHaveLength(1);
  await expect(platform.numberStatus(tenant, ["+61395556880"])).rejects.toThrow(
    "it is about +97236004500, which was not asked for",
  );
});
