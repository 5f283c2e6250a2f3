import { UNKNOWN } from "../../../provider/allocation/unknown";
import { describeChanges } from "../../../provider/plugin/changes";

const STATE = {
  msTenantId: "t",
  callingProfile: "p",
  capabilities: ["InboundCalling"],
  numbers: { "+61395556880": 1, "+61395556900..+61395556999": 100 },
  numberCount: 101,
  taskId: "wup_1",
};
const INPUTS = {
  msTenantId: "t",
  callingProfile: "p",
  capabilities: ["InboundCalling"],
  phoneNumbers: ["+61395556880"],
  numbers: STATE.numbers,
};

function paths(
  state: object,
  inputs: object,
  { replaces = [], isSecret = false }: { replaces?: string[]; isSecret?: boolean } = {},
): Record<string, string> {
  const found = { changes: undefined, replaces, deleteBeforeReplace: false };
  const opened = (values: object) => ({ values: { ...values }, isSecret });
  const changes = describeChanges(found, opened(state), opened(inputs));
  return Object.fromEntries(
    [...changes].map(([path, { kind, isInput }]) => [path, isInput ? kind : `${kind} (output)`]),
  );
}

it("what an engine is told to show is nothing of an allocation that is as declared, however its lists are written", () => {
  expect(paths(STATE, INPUTS)).toEqual({});
});

it("what an engine is told to show is one path for each number or range that comes or goes", () => {
  const numbers = { "+61395556881": 1, "+61395556900..+61395556999": 100 };
  expect(paths(STATE, { ...INPUTS, numbers })).toEqual({
    'numbers["+61395556880"]': "DELETE",
    'numbers["+61395556881"]': "ADD",
  });
});

it("what an engine is told to show is the drift and the pending numbers that an update is to take away, which stand in the outputs alone", () => {
  const state = { ...STATE, drift: { "+61395556880": "missing" }, pending: { "+61395556990": 1 } };
  expect(paths(state, INPUTS)).toEqual({
    'drift["+61395556880"]': "DELETE (output)",
    'pending["+61395556990"]': "DELETE (output)",
  });
});

it("what an engine is told to show names no number of a secret list: each path is printed as it is", () => {
  const state = { ...STATE, drift: { "+61395556880": "missing" }, pending: { "+61395556990": 1 } };
  const numbers = { "+61395556881": 1 };
  expect(paths(state, { ...INPUTS, numbers }, { isSecret: true })).toEqual({
    numbers: "UPDATE",
    drift: "DELETE (output)",
    pending: "DELETE (output)",
  });
  expect(paths(STATE, INPUTS, { isSecret: true })).toEqual({});
});

it("what an engine is told to show is the numbers as a whole while they are not known", () => {
  expect(paths(STATE, { ...INPUTS, numbers: UNKNOWN })).toEqual({ numbers: "UPDATE" });
});

it("what an engine is told to show is each setting that comes, changes or goes, and whether it replaces the allocation", () => {
  const state = { ...STATE, ticketId: "T-1", country: "AU" };
  const inputs = { ...INPUTS, msTenantId: "u", country: "NZ", address: "1 George St" };
  expect(paths(state, inputs, { replaces: ["msTenantId"] })).toEqual({
    msTenantId: "UPDATE_REPLACE",
    country: "UPDATE",
    address: "ADD",
    ticketId: "DELETE",
  });
});
