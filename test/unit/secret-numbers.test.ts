import { sealNumbers } from "../../provider/host/secret-numbers";
import { NumberSet } from "../../provider/numbers/number-set";
import { isSecret, openAll } from "../../provider/plugin/wire";
import { parseState, printState } from "../../provider/state/state";

const NUMBER = "+61395556880";
const declared = { msTenantId: "t", callingProfile: "p", usage: "U", capabilities: ["InboundCalling"] };

it("no part of a state with a secret list names a number in plain text", () => {
  const map = { [NUMBER]: 1 };
  const outputs = { ...declared, numbers: map, pending: map, __handedOver: map, __leaving: map };
  const why = { [NUMBER]: "missing" };
  const state = printState(parseState({ ...outputs, drift: why, __uncured: why, __pendingTasks: ["wup_1"] }));
  const notAcquired = { since: "2026-01-01", count: 1, numbers: NumberSet.fromNumbers([NUMBER]).keys() };
  const sealed = Object.entries(sealNumbers({ ...state, notAcquired }, true));
  const plain = sealed.filter(([, value]) => !isSecret(value));
  expect(JSON.stringify(state)).toContain(NUMBER);
  expect(JSON.stringify(plain)).not.toContain(NUMBER);
});

it("what numbers had of settings until a change is secret in every state, and read as before", () => {
  const settings = { address: "10 Hidden Street", callingProfile: "p" };
  const state = { ...declared, __earlierSettings: [{ numbers: { [NUMBER]: 1 }, settings }] };
  for (const isOfSecretList of [false, true]) {
    const sealed = sealNumbers(state, isOfSecretList);
    expect(isSecret(sealed["__earlierSettings"])).toBe(true);
    expect(openAll(sealed)).toEqual(state);
  }
  expect(sealNumbers(declared, false)).toEqual(declared);
});
