import { NumberSet } from "../../provider/numbers/number-set";
import { numbersOf, owedBy } from "../../provider/state/owned-numbers";
import { parseState, printState } from "../../provider/state/state";

const DECLARED = {
  msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
  callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
  usage: "CallingUserAssignment",
  capabilities: ["InboundCalling"],
  numbers: { "+61395556880": 1, "+61395556900..+61395556999": 100 },
};
/** As 0.1.0 has written it for an allocation of which nothing more is to be said. */
const PLAIN = { ...DECLARED, numberCount: 101, sbcIds: [8], statusCounts: { Active: 101 }, assignedCount: 3 };
/** With all that a state can hold. */
const FULL = {
  ...PLAIN,
  ...{ additionalUsages: ["ConferenceAssignment"], country: "AU", address: "a", location: "l" },
  ...{ typeOfService: "t", ticketId: "T-1", taskId: "wup_1", unassignOnRelease: true, adoptExisting: false },
  __platform: "https://liveplatform.example",
  pending: { "+61395557000": 1 },
  __pendingTasks: ["wup_1"],
  __pendingStatuses: { wup_1: "Queued" },
  __lostAt: "2026-01-05T00:00:00.000Z",
  __handedOver: { "+61395557001": 1 },
  __leaving: { "+61395557002..+61395557003": 2 },
  drift: { "+61395556880": "missing", "+61395556900..+61395556901": "not changed yet: location" },
  __earlierSettings: [
    { numbers: { "+61395556900": 1 }, settings: { location: "k", capabilities: ["OutboundCalling"] } },
    { numbers: { "+61395556901": 1 }, settings: { location: "m" }, doubtful: ["location"] },
  ],
  notAcquired: { since: "2026-01-01", count: 1, numbers: ["+61395556880"] },
};

it.each([
  ["as 0.1.0 has written it", PLAIN],
  ["with all that it can hold", FULL],
])("the text of a state is printed as it was read: %s", (_, text) => {
  expect(printState(parseState(text))).toEqual(text);
});

it("the text of a state is read into sets: what is in place, on its way, and owed to others", () => {
  const state = parseState(FULL);
  const pending = NumberSet.of("+61395557000");
  expect(state.sent).toEqual({
    numbers: pending,
    tasks: ["wup_1"],
    statuses: { wup_1: "Queued" },
    lostAt: "2026-01-05T00:00:00.000Z",
  });
  expect(numbersOf(state).minus(pending).toCanonical()).toEqual(DECLARED.numbers);
  expect(owedBy(state).keys()).toEqual(["+61395557001..+61395557003"]);
  expect(state.drift.map(({ drift }) => drift.kind)).toEqual(["missing", "not changed yet"]);
});

it("the text of a state is read with doubt where it had one earlier value for all numbers: which had it stands in its drift alone", () => {
  const { __earlierSettings, ...before } = FULL;
  const numbers = NumberSet.of("+61395556900..+61395556901");
  const doubtful = ["location"];
  const read = (more: object) => parseState({ ...before, ...more }).earlierSettings;
  expect(__earlierSettings).toHaveLength(2);
  expect(read({ __settingsBefore: { location: "k" } })).toMatchObject([
    { numbers, settings: { location: "k", address: "a" }, doubtful },
  ]);
  expect(read({})).toMatchObject([{ numbers, settings: { location: "l", address: "a" }, doubtful }]);
});
