import * as pulumi from "@pulumi/pulumi";

import type { ListFault } from "../../emulator";
import { systemClock } from "../../provider/common/clock";
import * as liveplatform from "../../sdk/data-sources";
import { type AnswerFault, READ_FAULTS } from "./support/answer-faults";
import { OTHER_TENANT, TENANT } from "./support/bench";
import { TOKEN } from "./support/credential";
import { useDesk } from "./support/use-desk";

const NUMBERS = "+61395556900..+61395556904";
const FOREIGN = "+442074996300..+442074996301";
const FIRST = "+61395556900";
const [msTenantId, phoneNumbers] = [TENANT, [FIRST]];

const { bench } = useDesk();
const environment = process.env;
beforeAll(() => {
  // The functions take the machine's time: here it is the emulator's.
  jest.spyOn(systemClock, "now").mockImplementation(() => bench.gate.now());
  jest.spyOn(systemClock, "sleep").mockImplementation((ms) => bench.gate.sleep(ms));
});
beforeEach(() => {
  bench.emulator.portal.add(TENANT, NUMBERS);
  bench.emulator.portal.add(OTHER_TENANT, FOREIGN);
});
afterAll(() => {
  process.env = environment;
  jest.restoreAllMocks();
});

interface DataSource {
  name: string;
  ask: () => Promise<unknown>;
  path: RegExp;
  /** What it answers, undisturbed. */
  answer: unknown;
  /** What begins an error. */
  request: string;
}

const five = { totalRecords: 5, numbers: new Array(5).fill(expect.objectContaining({ tenantId: TENANT })) };

const DATA_SOURCES: DataSource[] = [
  {
    name: "getTenantNumbers",
    ask: () => liveplatform.getTenantNumbers({ msTenantId }),
    ...{ path: /^\/api\/v3\/oc\/numbers\?/, answer: five, request: "GET /api/v3/oc/numbers?msTenantId=" },
  },
  {
    name: "getTenantNumbersV2",
    ask: () => liveplatform.getTenantNumbersV2({ msTenantId }),
    ...{ path: /^\/api\/v2\/oc\/numbers\?/, answer: five, request: "GET /api/v2/oc/numbers?msTenantId=" },
  },
  {
    name: "getNumber",
    ask: () => liveplatform.getNumber({ phoneNumber: FIRST }),
    answer: expect.objectContaining({ telephoneNumber: FIRST, tenantId: TENANT }),
    ...{ path: /^\/api\/v2\/oc\/numbers\/\+/, request: "GET /api/v2/oc/numbers/%2B61395556900 " },
  },
  {
    name: "getRemovalStatusSummary",
    ask: () => liveplatform.getRemovalStatusSummary({ msTenantId }),
    answer: { markedForRemovalCount: 0, readyForRemovalCount: 0, totalCount: 0 },
    ...{ path: /\/summary/, request: "GET /api/v3/oc/numbers/removal-status/summary?msTenantId=" },
  },
  {
    name: "getCallingProfiles",
    ask: () => liveplatform.getCallingProfiles(),
    answer: ["Calling EMEA", "Calling APAC", "Not in service"].map((name): unknown =>
      expect.objectContaining({ name }),
    ),
    ...{ path: /callingprofile/, request: "GET /api/v2/oc/callingprofile " },
  },
  {
    name: "validateNumbers",
    ask: () => liveplatform.validateNumbers({ msTenantId, phoneNumbers }),
    answer: expect.objectContaining({
      telephoneNumbers: [expect.objectContaining({ telephoneNumber: FIRST })],
    }),
    ...{ path: /\/number-status/, request: "POST /api/v2/oc/numbers/action/number-status " },
  },
];

const passing = READ_FAULTS.filter(({ read }) => read === "repeated");

describe.each(DATA_SOURCES)("$name", (source) => {
  // Of a number that it does not know the platform says just that, see below.
  const errors = READ_FAULTS.filter(({ name }) => source.name !== "getNumber" || !name.startsWith("404"));

  it.each(passing)("passes over it when it happens once: $name", async (fault) => {
    const since = bench.gate.now();
    const rule = spoil(source, fault, 1);
    const { value, error } = await ask(source.ask, fault);
    rule.remove();
    expect(error).toBeUndefined();
    expect(value).toEqual(source.answer);
    expect(rule.hits).toBe(1);
    expect(bench.gate.now() - since).toBeGreaterThanOrEqual(fault.waitsMs ?? 0);
  });

  it.each(errors)("fails and names the request, and answers again afterwards: $name", async (fault) => {
    const rule = spoil(source, fault, Infinity);
    const { error } = await ask(source.ask, fault);
    rule.remove();
    expect(error?.message).toContain(source.request);
    expect(`${error?.message} ${error?.stack}`).not.toContain(TOKEN);
    expect(await ask(source.ask)).toEqual({ value: source.answer, error: undefined });
  });
});

it("getNumber yields undefined for what the platform says it does not know, and fails for a gateway's 404", async () => {
  const path = "/oc/numbers/+";
  const known = bench.emulator.fail({ path, respond: { status: 404, body: { title: "Not Found" } } });
  const number = () => liveplatform.getNumber({ phoneNumber: FIRST });
  expect(await ask(number)).toEqual({ value: undefined, error: undefined });
  known.remove();
  const body = "<html><title>No such site</title></html>";
  bench.emulator.fail({ path, respond: { status: 404, body, headers: { "content-type": "text/html" } } });
  expect((await ask(number)).error?.message).toMatch(
    /answered 404.*A gateway answered with HTML \("No such site"\)/,
  );
});

describe.each([
  { name: "getTenantNumbers", list: () => liveplatform.getTenantNumbers({ msTenantId, pageSize: 2 }) },
  { name: "getTenantNumbersV2", list: () => liveplatform.getTenantNumbersV2({ msTenantId }) },
])("$name of a list", ({ name, list }) => {
  const numbersOf = async (fault: Omit<ListFault, "kind">) => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue(undefined);
    bench.emulator.fail({ kind: "list", tenant: TENANT, ...fault });
    const { value, error } = await ask(list);
    expect(error).toBeUndefined();
    const warnings = warn.mock.calls.map(([message]) => message);
    warn.mockRestore();
    return { numbers: value?.numbers.map((one) => one.telephoneNumber), warnings };
  };
  const all = ["+61395556900", "+61395556901", "+61395556902", "+61395556903", "+61395556904"];

  it("that repeats a number has it once", async () => {
    expect(await numbersOf({ repeat: "+61395556902" })).toMatchObject({ numbers: all });
  });

  it("with a row that cannot be read has the others, and a warning that names it", async () => {
    const { numbers, warnings } = await numbersOf({ unreadable: "+61395556902" });
    expect(numbers).toEqual(all.filter((number) => number !== "+61395556902"));
    expect(warnings.join()).toMatch(/^1 row.*cannot be read.*\+61395556902: tenantId: .*assignmentStatus: /);
  });

  it("that ignores the tenant has none of another tenant", async () => {
    const { numbers, warnings } = await numbersOf({ unfiltered: true });
    expect(numbers).toEqual(all);
    const foreign = `\\+442074996300 of tenant ${OTHER_TENANT}; \\+442074996301 of tenant ${OTHER_TENANT}`;
    expect(warnings.join()).toMatch(
      new RegExp(`tenant ${TENANT} has 2 numbers of other tenants.*: ${foreign}`),
    );
    bench.reset();
    bench.emulator.portal.add(TENANT, NUMBERS);
    bench.emulator.portal.add(OTHER_TENANT, FOREIGN);
    expect(await numbersOf({ foreign: OTHER_TENANT })).toMatchObject({ numbers: all });
  });

  if (name === "getTenantNumbers") {
    it.each([1, -1])("that moves by %i row while it is read is read again", async (shift) => {
      const read = await numbersOf({ shift, times: 3 });
      expect(read).toEqual({ numbers: all, warnings: [] });
    });
  }
});

function spoil({ path }: DataSource, fault: AnswerFault, times: number) {
  return bench.emulator.fail({ ...fault.spoil(bench.gate.now()), path, times });
}

async function ask<T>(
  question: () => Promise<T>,
  fault?: AnswerFault,
): Promise<{ value: T | undefined; error: Error | undefined }> {
  process.env = {
    ...environment,
    LIVEPLATFORM_BASE_URL: bench.emulator.url,
    LIVEPLATFORM_TOKEN: TOKEN,
    LIVEPLATFORM_REQUEST_TIMEOUT: `${fault?.requestTimeoutMs ?? 60_000}ms`,
  };
  bench.gate.begin(() => 0, undefined);
  const settled = question().then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({
      value: undefined,
      error: error instanceof Error ? error : new Error(String(error)),
    }),
  );
  return bench.gate.drive(settled);
}
