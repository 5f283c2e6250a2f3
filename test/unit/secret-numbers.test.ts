import { sealEarlierSettings, sealNumbers } from "../../provider/host/secret-numbers";
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

it("what numbers had of settings until a change is secret where the platform does not show it, and where it is declared so", () => {
  const before = { address: "10 Hidden Street", callingProfile: "p", capabilities: ["InboundCalling"] };
  const plainIn = ({ __settingsBefore }: Record<string, unknown>): string[] =>
    Object.entries(__settingsBefore ?? {}).flatMap(([name, value]) => (isSecret(value) ? [] : [name]));
  const state = { ...declared, __settingsBefore: before };
  expect(plainIn(sealEarlierSettings(state))).toEqual(["callingProfile", "capabilities"]);
  expect(plainIn(sealEarlierSettings(state, (name) => name === "callingProfile"))).toEqual(["capabilities"]);
  expect(openAll(sealEarlierSettings(state))).toEqual(state);
  expect(sealEarlierSettings(declared)).toEqual(declared);
});
