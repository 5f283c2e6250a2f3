import type { FaultRule } from "../../emulator";
import type { ReasonCode } from "../../provider/state/reason";
import { expectConvergence, expectGuarantees, expectUploadedOnce, notDone, range } from "./support/cell";
import { checked } from "./support/looks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

/** An allocation that is uploaded in eight requests. */
interface Size {
  each: number;
  all: string;
  /** The seventh request, the six before it, and the eighth. */
  seventh: string;
  before: string;
  eighth: string;
}

const SMALL: Size = {
  each: 100,
  all: "+61395550000..+61395550799",
  seventh: "+61395550600..+61395550699",
  before: "+61395550000..+61395550599",
  eighth: "+61395550700..+61395550799",
};
/** As large as an upload is by default. */
const LARGE: Size = {
  each: 1000,
  all: "+61395550000..+61395557999",
  seventh: "+61395556000..+61395556999",
  before: "+61395550000..+61395555999",
  eighth: "+61395557000..+61395557999",
};

interface Case {
  name: string;
  rule: (size: Size) => FaultRule;
  /** The code of why the seventh is not there. */
  why: ReasonCode;
  isPending: boolean;
  /** Uploads of the first run that reached the platform. */
  sent: number;
}

const seventhRequest = { path: "/action/upload", after: 6, times: 1 };
const seventhTask = ({ seventh }: Size) =>
  ({ kind: "task", operation: "upload", numbers: seventh, skip: seventh, times: 1 }) as const;
const body = { title: "Trouble", detail: "injected", errorTicket: "LP-4711" };

const CASES: Case[] = [
  {
    name: "is refused",
    rule: () => ({ ...seventhRequest, respond: { status: 400, body } }),
    ...{ why: "refused", isPending: false, sent: 7 },
  },
  {
    name: "gets no answer, and is not carried out",
    rule: () => ({ ...seventhRequest, drop: true }),
    ...{ why: "not_seen", isPending: true, sent: 7 },
  },
  {
    name: "fails as a task",
    rule: (size) => ({ ...seventhTask(size), status: "Failed" }),
    ...{ why: "refused", isPending: false, sent: 8 },
  },
  {
    name: "says success and brings in nothing",
    rule: (size) => ({
      ...seventhTask(size),
      messages: [{ level: "Error" as const, message: "The job was dropped" }],
    }),
    ...{ why: "not_seen", isPending: true, sent: 8 },
  },
];

const RUNS = [
  ...CASES.map((one) => ({ ...one, size: SMALL })),
  ...CASES.slice(2, 3).map((one) => ({ ...one, size: LARGE })),
];

it.each(RUNS)(
  "$name: of $size.all seven are kept, it is named, and the next run sends just that",
  async (run) => {
    const { each, all, seventh, before, eighth } = run.size;
    const [start = "", end = ""] = all.split("..");
    const numbers = range(start, end);
    const inputs = await checked(desk, numbers, { maxNumbersPerRequest: each });
    const rule = bench.emulator.fail(run.rule(run.size));
    const attempt = await desk.create(inputs);
    expect(rule.hits).toBe(1);
    expect(notDone(attempt.error)).toEqual({ [run.why]: seventh });
    const expected = { numbers: { [before]: 6 * each, [eighth]: each }, numberCount: 7 * each };
    expect(desk.state).toMatchObject(expected);
    expect(desk.state?.pending).toEqual(run.isPending ? { [seventh]: each } : undefined);
    expect(bench.watch.uploads).toHaveLength(run.sent);
    expectGuarantees(desk, attempt);
    await expectConvergence(desk, numbers);
    expect(bench.watch.uploads.slice(run.sent).map((sent) => sent.keys())).toEqual([[seventh]]);
    expectUploadedOnce(desk, numbers);
  },
);
