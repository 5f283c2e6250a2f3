import type { Context } from "../../provider/allocation/context";
import { type Situation, decide } from "../../provider/allocation/decide";
import { outcomeOf } from "../../provider/allocation/outcome";
import type { Reconciled } from "../../provider/allocation/reconcile";
import { NumberSet } from "../../provider/numbers/number-set";
import { NOTHING_SENT } from "../../provider/run/sent";
import { type AllocationInputs, type AllocationState, parseState } from "../../provider/state/state";
import type { ReadableRow, Rows } from "../../provider/tenant/rows";
import type { Earlier } from "../../provider/writes/earlier-uploads";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { INPUTS, TENANT, rowOf, situationWith } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const BOTH = NumberSet.of(A, B);

const ONLY_A = NumberSet.of(A);
const ONLY_B = NumberSet.of(B);
const ROWS = rowsOf(BOTH);
const NOTHING_EARLIER: Earlier = {
  ...{ pending: NOTHING_SENT, unanswered: NOTHING_SENT, missing: NumberSet.empty, reasons: [] },
};

function rowsOf(numbers: NumberSet, differences: Partial<ReadableRow> = {}): Rows {
  return new Map([...numbers].map((phoneNumber) => [phoneNumber, rowOf(phoneNumber, differences)]));
}

useRunFolder();

let context: Context;
beforeEach(() => {
  context = contextOf(new AskedTenant(BOTH));
});

interface Case {
  readonly from: AllocationState;
  readonly situation: Partial<Situation>;
  readonly earlier?: Partial<Earlier>;
  readonly done?: Partial<Reconciled["done"]>;
  readonly to?: Partial<AllocationInputs>;
  readonly owed?: NumberSet;
}

function outcome({ from, situation: part, earlier, done, to, owed = NumberSet.empty }: Case) {
  const situation = situationWith({ wanted: BOTH, own: BOTH, ...part });
  const nothing = { released: NumberSet.empty, touched: NumberSet.empty, undone: NumberSet.empty };
  const inputs = { ...INPUTS, numbers: situation.wanted, ...to };
  const reconciled: Reconciled = {
    start: {
      allocation: { id: "id", urn: "urn", platform: BASE_URL, tenant: TENANT, isSecret: false },
      ...{ from, to: inputs, own: situation.own, wanted: situation.wanted, sent: NOTHING_SENT },
      earlier: { ...NOTHING_EARLIER, ...earlier },
    },
    ...{ situation, decision: decide(situation) },
    done: {
      ...{ ...nothing, rows: new Map(), pending: NOTHING_SENT, reasons: [], taskId: undefined, sbcIds: [] },
      ...done,
    },
  };
  return outcomeOf(context, inputs, { reconciled, owed });
}

const holdsBoth = parseState({ ...INPUTS, numbers: BOTH.toCanonical() });

it("a number that was released for a repair, and that nobody has seen since, is missing in the state, whatever was known of it before", () => {
  const rows = new Map([
    [A, rowOf(A)],
    [B, rowOf(B, { callingProfileId: "other" })],
  ]);
  const { state, inPlace } = outcome({
    ...{ from: holdsBoth, situation: { rows } },
    done: { touched: NumberSet.of(B), undone: NumberSet.of(B) },
  });
  expect(inPlace.keys()).toEqual([A]);
  expect(state.drift.map(({ numbers, drift }) => [numbers.keys(), drift.kind])).toEqual([[[B], "missing"]]);
});

it("a number that was only pending, and that is not in the tenant, is not held", () => {
  const from = parseState({ ...INPUTS, numbers: { [A]: 1 }, pending: { [B]: 1 } });
  const { state } = outcome({ from, situation: { rows: new Map([[A, rowOf(A)]]) } });
  expect(state.numbers.keys()).toEqual([A]);
});

describe("the state of an allocation after its numbers have left", () => {
  const leaves = { wanted: ONLY_A, rows: ROWS };
  const claims = situationWith({}).claims;

  it("the state of an allocation after its numbers have left has what it has left to another allocation, what it holds back, and what it owes besides", () => {
    const handsOver = { ...leaves, claims: { ...claims, declaredByOthers: ONLY_B } };
    const owed = NumberSet.of("+61395556905");
    const { state } = outcome({ from: holdsBoth, situation: handsOver, owed });
    expect([state.numbers, state.handedOver].map((numbers) => numbers.keys())).toEqual([
      [A],
      [B, "+61395556905"],
    ]);
    const holdsBack = { ...leaves, claims: { ...claims, maybeByOthers: ONLY_B } };
    expect(outcome({ from: holdsBoth, situation: holdsBack }).state.heldBack.keys()).toEqual([B]);
  });

  it("the state of an allocation after its numbers have left still has those whose release has failed, and not those that are gone", () => {
    const numbersAfter = (released: NumberSet) =>
      outcome({ from: holdsBoth, situation: leaves, done: { released } }).state.numbers.keys();
    expect(numbersAfter(NumberSet.empty)).toEqual([`${A}..${B}`]);
    expect(numbersAfter(ONLY_B)).toEqual([A]);
  });

  it("the state of an allocation after its numbers have left has those that may still arrive, as the answer to their upload was lost, and says so", () => {
    const lostAt = new Date(context.clock.now() - 60_000).toISOString();
    const unanswered = { numbers: ONLY_B, tasks: [], lostAt };
    const situation = { wanted: ONLY_A, rows: rowsOf(ONLY_A) };
    const { state, reasons } = outcome({ from: holdsBoth, situation, earlier: { unanswered } });
    expect([state.numbers.keys(), state.sent.numbers.keys()]).toEqual([[A], [B]]);
    expect(reasons).toMatchObject([{ code: "on_their_way", numbers: ONLY_B }]);
  });
});

it("the state of an allocation after its numbers were uploaded has those that are on their way as pending alone, whether they were sent now or earlier", () => {
  const sent = { numbers: ONLY_B, tasks: ["wup_1"], lostAt: undefined };
  const situation = { rows: rowsOf(ONLY_A) };
  for (const where of [{ earlier: { pending: sent } }, { done: { pending: sent } }]) {
    const { state } = outcome({ from: holdsBoth, situation, ...where });
    expect([state.numbers.keys(), state.sent.numbers.keys()]).toEqual([[A], [B]]);
  }
});

it("the state of an allocation after its numbers were uploaded names the last task, also where this operation had none", () => {
  const from = { ...holdsBoth, taskId: "wup_1" };
  expect(outcome({ from, situation: { rows: ROWS } }).state.taskId).toBe("wup_1");
  const done = { taskId: "wup_2" };
  expect(outcome({ from, situation: { rows: ROWS }, done }).state.taskId).toBe("wup_2");
});

it("the state of an allocation after its numbers were uploaded tells what an upload of ours has not given them, until another upload does, and none of those that were put back", () => {
  const lacking = { acquiredCapabilities: ["InboundCalling"] };
  const uncured = ({ state }: ReturnType<typeof outcome>) =>
    state.uncured.map(({ numbers }) => numbers.keys());
  const from = parseState({
    ...INPUTS,
    numbers: BOTH.toCanonical(),
    __uncured: { [A]: "lacks OutboundCalling" },
  });
  const uploaded = {
    from,
    situation: { rows: rowsOf(ONLY_A, lacking) },
    done: { rows: rowsOf(ONLY_B, lacking) },
  };
  expect(uncured(outcome(uploaded))).toEqual([[`${A}..${B}`]]);
  expect(uncured(outcome({ ...uploaded, done: { rows: rowsOf(ONLY_B) } }))).toEqual([[A]]);
  const putBack = { rows: rowsOf(BOTH, lacking), touched: BOTH, undone: BOTH };
  expect(
    uncured(outcome({ from: holdsBoth, situation: { rows: ROWS, resets: BOTH }, done: putBack })),
  ).toEqual([]);
});

it("the state of an allocation after its numbers were uploaded says which a change of settings has not come to, and what they have still", () => {
  const from = parseState({ ...INPUTS, numbers: BOTH.toCanonical(), location: "sydney" });
  const situation = { rows: ROWS, resets: BOTH };
  const done = { rows: rowsOf(ONLY_A), touched: ONLY_A, undone: ONLY_B };
  const { state } = outcome({ from, situation, done, to: { location: "perth" } });
  expect(state.drift).toEqual([
    { numbers: ONLY_B, drift: { kind: "not changed yet", properties: ["location"] } },
  ]);
  expect(state.earlierSettings).toMatchObject([{ numbers: ONLY_B, settings: { location: "sydney" } }]);
});

it("the state of an allocation still says what a number has whose removal mark was cleared, where a change of settings had not come to it", () => {
  const { callingProfile, usage, capabilities } = INPUTS;
  const from = parseState({
    ...INPUTS,
    numbers: BOTH.toCanonical(),
    location: "perth",
    __earlierSettings: [
      {
        numbers: ONLY_B.toCanonical(),
        settings: { callingProfile, usage, capabilities, location: "sydney" },
      },
    ],
  });
  const rows: Rows = new Map([
    ...rowsOf(ONLY_A),
    ...rowsOf(ONLY_B, { acquiredNumberStatus: "MarkedForRemoval" }),
  ]);
  const { state } = outcome({
    from,
    situation: { rows },
    done: { rows: rowsOf(ONLY_B) },
    to: { location: "perth" },
  });
  expect(state.earlierSettings).toMatchObject([{ numbers: ONLY_B, settings: { location: "sydney" } }]);
});

it("the state of an allocation after its numbers were uploaded says the same of those whose row cannot be read, and that have been left alone", () => {
  const from = parseState({ ...INPUTS, numbers: BOTH.toCanonical(), location: "sydney" });
  const rows: Rows = new Map([...rowsOf(ONLY_A), [B, "unreadable"]]);
  const done = { rows: rowsOf(ONLY_A), touched: ONLY_A };
  const { state } = outcome({ from, situation: { rows, resets: BOTH }, done, to: { location: "perth" } });
  expect(state.drift.map(({ numbers }) => numbers.keys())).toEqual([[B]]);
});

it("the state of an allocation after its numbers were uploaded is told to the run", () => {
  outcome({ from: holdsBoth, situation: { wanted: ONLY_A, rows: ROWS }, done: { released: ONLY_B } });
  const held = context.claims.held({ platform: BASE_URL, tenant: TENANT });
  expect(held.map(({ numbers }) => numbers.keys())).toEqual([[A]]);
});

it("a number that comes from another allocation with a removal mark and another location is to be changed, when its mark is cleared", () => {
  const theirs = { urn: "urn:others", platform: BASE_URL, tenant: TENANT, numbers: { [B]: 1 } };
  const hidden = [{ numbers: { [B]: 1 }, settings: { location: "sydney" } }];
  context.ledger.add({ fact: "holds", id: "other", ...theirs, hidden, urnBy: "outputs" });
  const rows = new Map([...rowsOf(ONLY_A), ...rowsOf(ONLY_B, { acquiredNumberStatus: "MarkedForRemoval" })]);
  const claims = { ...situationWith({}).claims, heldByStack: ONLY_B };
  const { state } = outcome({
    from: parseState({ ...INPUTS, location: "perth", numbers: { [A]: 1 } }),
    to: { location: "perth" },
    ...{ situation: { own: ONLY_A, rows, claims }, done: { rows: rowsOf(ONLY_B) } },
  });
  expect(state.drift.map(({ numbers, drift }) => [numbers.keys(), drift.kind])).toEqual([
    [[B], "not changed yet"],
  ]);
});
