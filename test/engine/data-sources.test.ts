import {
  type LiveStack,
  OTHER_PROFILE,
  OTHER_TENANT,
  PROFILE,
  TENANT,
  allocation,
  failed,
  program,
  succeeded,
} from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const HELD = Array.from({ length: 7 }, (_, index) => `+6139555700${index}`);

const stacks = useLiveStack();
let live: LiveStack;

/** What the program exports, after an up. */
async function exported(source: string): Promise<Readonly<Record<string, unknown>>> {
  live.stack.write(program(source));
  succeeded(await live.stack.up());
  return live.outputs("test-dev");
}

/** Numbers of two tenants in every state; the program comes later. */
async function startWithNumbers(): Promise<void> {
  live = await stacks.create({ program: "" });
  live.emulator.portal.add(TENANT, HELD);
  live.emulator.portal.add(OTHER_TENANT, "+61395558000..+61395558001");
  live.emulator.portal.assign("+61395557003");
  live.emulator.portal.setStatus("+61395557004", 4);
  live.emulator.portal.mark(["+61395557001", "+61395557005", "+61395558000"]);
  live.emulator.portal.readyForRemoval("+61395557006");
}

it("data sources read all pages of a tenant, one number, the counts of removal, the profiles and a validation", async () => {
  await startWithNumbers();
  const found = await exported(`module.exports = async () => {
      const tenant = { msTenantId: "${TENANT}" };
      const numbers = (list) => list.numbers.map((n) => n.telephoneNumber);
      const paged = await liveplatform.getTenantNumbers({ ...tenant, pageSize: 2 });
      return {
        paged: numbers(paged),
        total: paged.totalRecords,
        states: paged.numbers.map((n) => [n.acquiredNumberStatus, n.acquiredNumberStatusCode, n.assignmentStatus].join(" ")),
        marked: numbers(await liveplatform.getTenantNumbers({ ...tenant, acquiredNumberStatus: "MarkedForRemoval" })),
        everywhere: (await liveplatform.getTenantNumbers({})).totalRecords,
        older: numbers(await liveplatform.getTenantNumbersV2(tenant)),
        number: await liveplatform.getNumber({ phoneNumber: "+61395557003" }),
        absent: (await liveplatform.getNumber({ phoneNumber: "+61395557999" })) === undefined,
        removal: await liveplatform.getRemovalStatusSummary(tenant),
        removalEverywhere: await liveplatform.getRemovalStatusSummary(),
        profiles: await liveplatform.getCallingProfiles(),
        validity: await liveplatform.validateNumbers({ ...tenant, phoneNumbers: ["+61395557003", "+61395557999"] }),
      };
    };`);
  expect(found).toMatchObject({
    paged: HELD,
    total: 7,
    states: [
      "Active 0 Unassigned",
      "MarkedForRemoval 2 Unassigned",
      "Active 0 Unassigned",
      "Active 0 UserAssigned",
      "Uploaded 4 Unassigned",
      "MarkedForRemoval 2 Unassigned",
      "ReadyForRemoval 3 Unassigned",
    ],
    marked: ["+61395557001", "+61395557005"],
    everywhere: 9,
    older: HELD,
    number: {
      telephoneNumber: "+61395557003",
      tenantId: TENANT,
      callingProfileId: PROFILE,
      acquiredNumberStatus: "Active",
      acquiredNumberStatusCode: 0,
      assignmentStatus: "UserAssigned",
      sbcList: [{ sbcId: 11, sbcName: "US SP1 SBC" }],
      isoCountryCode: "AU",
    },
    absent: true,
    removal: { markedForRemovalCount: 2, readyForRemovalCount: 1, totalCount: 3 },
    removalEverywhere: { markedForRemovalCount: 3, readyForRemovalCount: 1, totalCount: 4 },
    profiles: [
      { callingProfileId: PROFILE, name: "Calling EMEA" },
      { callingProfileId: OTHER_PROFILE, name: "Calling APAC" },
      { name: "Not in service", trunksEnrolled: [] },
    ],
    validity: {
      validationResult: "Success",
      telephoneNumbers: [
        {
          telephoneNumber: "+61395557003",
          telephoneNumberDetail: { numberFound: true, assignmentStatus: "UserAssigned" },
        },
        { telephoneNumber: "+61395557999", telephoneNumberDetail: { numberFound: false } },
      ],
    },
  });
  const pages = live.emulator.requestsTo("listV3").filter(({ query }) => query["PageSize"] === "2");
  expect(pages.map(({ query }) => query["PageNumber"]).sort()).toEqual(["1", "2", "3", "4"]);
  expect(live.emulator.counts.writes).toBe(0);
});

it("data sources have twins that take outputs, and look after the allocation that they follow is in place", async () => {
  await startWithNumbers();
  const desks = allocation("desks", { phoneNumbers: ["+61395556880"] });
  const source = `
      ${desks}
      const tenant = { msTenantId: desks.msTenantId };
      const count = (list) => list.totalRecords;
      exports.numbers = liveplatform.getTenantNumbersOutput(tenant).apply(count);
      exports.marked = liveplatform.getTenantNumbersOutput({ ...tenant, acquiredNumberStatus: "MarkedForRemoval" }).apply(count);
      exports.older = liveplatform.getTenantNumbersV2Output(tenant).apply(count);
      exports.number = liveplatform.getNumberOutput({ phoneNumber: desks.numbers.apply((n) => Object.keys(n)[0]) }).apply((n) => n?.tenantId);
      exports.absent = liveplatform.getNumberOutput({ phoneNumber: desks.id.apply(() => "+61395557999") }).apply((n) => n === undefined);
      exports.removal = liveplatform.getRemovalStatusSummaryOutput(tenant).totalCount;
      exports.removalEverywhere = liveplatform.getRemovalStatusSummaryOutput().totalCount;
      exports.profiles = liveplatform.getCallingProfilesOutput().length;
      exports.named = liveplatform.getCallingProfileOutput({ name: pulumi.output("calling emea") }).callingProfileId;
      exports.valid = liveplatform.validateNumbersOutput({ ...tenant, phoneNumbers: [desks.numbers.apply((n) => Object.keys(n)[0])] })
        .apply((v) => v.telephoneNumbers[0].telephoneNumberDetail.numberFound);
    `;
  live.stack.write(program(source));
  expect(succeeded(await live.stack.preview())).toMatch(/absent *: \[unknown\]/);
  expect(JSON.stringify(live.emulator.requests)).not.toContain("+61395557999");
  expect(await exported(source)).toEqual({
    numbers: 8,
    marked: 2,
    older: 8,
    number: TENANT,
    absent: true,
    removal: 3,
    removalEverywhere: 4,
    profiles: 3,
    named: PROFILE,
    valid: true,
  });
  await live.expectNoChanges();
});

it("data sources say what is wrong in a sentence: a 401 names the credential and never shows it", async () => {
  live = await stacks.create({
    program: program(
      `exports.total = liveplatform.getTenantNumbersOutput({ msTenantId: "${TENANT}" }).totalRecords;`,
    ),
  });
  const detail = `${live.emulator.token} has expired`;
  const body = { title: "Unauthorized", detail, errorTicket: "T-1", traceId: "00-1" };
  live.emulator.fail({ path: "/numbers", respond: { status: 401, body } });
  const output = failed(await live.stack.preview());
  expect(output).toMatch(
    /GET \/api\/v3\/oc\/numbers\S* answered 401.*LIVEPLATFORM_TOKEN \(environment\) is not accepted/,
  );
  expect(output).toMatch(/Unauthorized; \S+ has expired \(errorTicket T-1, traceId 00-1\)/);
  expect(output).not.toContain(live.emulator.token);
  expect(output).not.toMatch(/^ +at /m);
  expect(live.emulator.requests).toHaveLength(1);
});

it("data sources refuse arguments that are wrong or misspelt before anything is asked, without a stack trace", async () => {
  live = await stacks.create({
    program: program(
      `const tell = (asked) => asked.catch((error) => console.log(error.message));`,
      `tell(liveplatform.getTenantNumbers({ tenantId: "${TENANT}" }));`,
      `tell(liveplatform.getTenantNumbers({ pageSize: 0 }));`,
      `tell(liveplatform.getTenantNumbersV2({}));`,
      `tell(liveplatform.getNumber({ phoneNumber: "+61395556880..+61395556889" }));`,
      `exports.summary = liveplatform.getRemovalStatusSummary({ msTenantId: "contoso" });`,
    ),
  });
  const output = failed(await live.stack.preview());
  expect(output).toContain("msTenantId must be a GUID such as ");
  expect(output).toContain("tenantId is not an argument; did you mean msTenantId?");
  expect(output).toContain("pageSize must be a whole number from 1 to 10000");
  expect(output).toContain("msTenantId is required");
  expect(output).toContain("phoneNumber must be one number in E.164, such as +61395556880");
  expect(output).not.toMatch(/^ +at /m);
  expect(live.emulator.requests).toEqual([]);
});
