import { type Situation, decide } from "../../provider/allocation/decide";
import { outcomeOf } from "../../provider/allocation/outcome";
import type { Reconciled } from "../../provider/allocation/reconcile";
import { NumberSet } from "../../provider/numbers/number-set";
import { NOTHING_SENT } from "../../provider/run/sent";
import { type AllocationState, parseState } from "../../provider/state/state";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { INPUTS, TENANT, rowOf, situationWith } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const BOTH = NumberSet.of(A, B);

useRunFolder();

interface Case {
  readonly from: AllocationState;
  readonly situation: Partial<Situation>;
  readonly done?: Partial<Reconciled["done"]>;
}

function outcome({ from, situation: part, done }: Case) {
  const situation = situationWith({ wanted: BOTH, own: BOTH, ...part });
  const nothing = { released: NumberSet.empty, touched: NumberSet.empty, undone: NumberSet.empty };
  const reconciled: Reconciled = {
    start: {
      allocation: { id: "id", urn: "urn", platform: BASE_URL, tenant: TENANT, isSecret: false },
      ...{ from, own: situation.own, wanted: situation.wanted, sent: NOTHING_SENT },
      earlier: { pending: NOTHING_SENT, unanswered: NOTHING_SENT, missing: NumberSet.empty, reasons: [] },
    },
    ...{ situation, decision: decide(situation) },
    done: {
      ...{ ...nothing, rows: new Map(), pending: NOTHING_SENT, reasons: [], taskId: undefined, sbcIds: [] },
      ...done,
    },
  };
  const to = { ...INPUTS, numbers: situation.wanted };
  return outcomeOf(contextOf(new AskedTenant(BOTH)), to, { reconciled, owed: NumberSet.empty });
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
