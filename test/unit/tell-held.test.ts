import type { Fact } from "../../provider/run/fact";
import { parseState } from "../../provider/state/state";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { INPUTS, TENANT } from "./situations";

const A = "+61395556900";
const DESKS = { id: "id", urn: "urn:desks", platform: BASE_URL, tenant: TENANT };
const STATE = parseState({ ...INPUTS, numbers: { [A]: 1 }, __platform: BASE_URL });

useRunFolder();

/** A context, and what it has told the other processes of its run by now: whose word each URN is. */
function telling() {
  const context = contextOf(new AskedTenant(STATE.numbers));
  const told: Fact[] = [];
  const add = context.ledger.add.bind(context.ledger);
  context.ledger.add = (fact) => {
    told.push(fact);
    add(fact);
  };
  return { context, told: () => told.map((fact) => (fact.fact === "holds" ? fact.urnBy : fact.fact)) };
}

it("what an allocation holds is told once, and not again by its inputs where they say the same, but by the program", () => {
  const { context, told } = telling();
  context.tellHeld(DESKS, STATE);
  context.tellHeld(DESKS, STATE, "inputs");
  expect(told()).toEqual(["outputs"]);
  context.tellHeld(DESKS, STATE, "program");
  context.tellHeld(DESKS, STATE, "program");
  expect(told()).toEqual(["outputs", "program"]);
});

it("what an allocation holds is told by its inputs where they have another URN than its outputs, and whenever it has changed", () => {
  const { context, told } = telling();
  context.tellHeld(DESKS, STATE);
  context.tellHeld({ ...DESKS, urn: "urn:tables" }, STATE, "inputs");
  context.tellHeld({ ...DESKS, urn: "urn:tables" }, { ...STATE, handedOver: STATE.numbers }, "inputs");
  expect(told()).toEqual(["outputs", "inputs"]);
  const less = { ...STATE, numbers: STATE.numbers.minus(STATE.numbers) };
  context.tellHeld({ ...DESKS, urn: "urn:tables" }, less, "inputs");
  expect(told()).toEqual(["outputs", "inputs", "inputs"]);
});
