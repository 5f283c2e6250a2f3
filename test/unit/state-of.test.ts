import * as fc from "fast-check";

import { type Result, stateOf } from "../../provider/allocation/state-of";
import { NumberSet } from "../../provider/numbers/number-set";
import { NOTHING_SENT } from "../../provider/run/sent";
import { pickSettings } from "../../provider/state/earlier-settings";
import { parseState, printState } from "../../provider/state/state";
import type { ReadableRow, Row } from "../../provider/tenant/rows";
import { INPUTS, NOW, rowOf } from "./situations";

const DAY_MS = 24 * 60 * 60 * 1000;
const FIVE = NumberSet.of("+61395556900..+61395556904");

function rowsOf(numbers: NumberSet, differences: Partial<ReadableRow> = {}): Map<string, Row> {
  return new Map([...numbers].map((phoneNumber) => [phoneNumber, rowOf(phoneNumber, differences)]));
}

function result(part: Partial<Result>): Result {
  return {
    platform: "https://live.example.com/tenantui",
    numbers: FIVE,
    sent: NOTHING_SENT,
    rows: rowsOf(FIVE),
    taskId: "wup_1",
    now: NOW,
    ...part,
  };
}

function outputsOf(found: Result): Record<string, unknown> {
  return printState(stateOf(INPUTS, found));
}

it("an allocation that is in place shows its numbers in ranges, what they are, and neither drift nor anything pending", () => {
  const state = outputsOf(result({ sbcIds: [11] }));
  expect(state).toMatchObject({
    numbers: { "+61395556900..+61395556904": 5 },
    numberCount: 5,
    taskId: "wup_1",
    sbcIds: [8, 11],
    statusCounts: { Active: 5 },
    assignedCount: 0,
  });
  for (const key of ["drift", "pending", "notAcquired", "__handedOver", "__leaving", "__lostAt"])
    expect(state).not.toHaveProperty(key);
});

it("each number that is not as declared is in the drift, runs of one kind together, and a row that cannot be read is not", () => {
  const rows = rowsOf(FIVE);
  rows.delete("+61395556900");
  rows.delete("+61395556901");
  rows.set("+61395556902", "unreadable");
  rows.set("+61395556903", rowOf("+61395556903", { acquiredNumberStatus: "MarkedForRemoval" }));
  expect(outputsOf(result({ rows })).drift).toEqual({
    "+61395556900..+61395556901": "missing",
    "+61395556903": "MarkedForRemoval",
  });
});

it("a number that a change of settings has not come to is drift by the names of the settings", () => {
  const settings = pickSettings(INPUTS);
  const [fourth, fifth] = ["+61395556903", "+61395556904"];
  const state = outputsOf(
    result({
      earlierSettings: [
        { numbers: NumberSet.of(fifth), settings: { ...settings, address: "before" } },
        { numbers: NumberSet.of(fourth), settings: { ...settings, location: "sydney" } },
        // They have by now what is declared, or are no longer held.
        { numbers: NumberSet.of("+61395556900"), settings },
        { numbers: NumberSet.of("+61395557000"), settings: { ...settings, address: "before" } },
      ],
    }),
  );
  expect(state.drift).toEqual({
    [fourth]: "not changed yet: location",
    [fifth]: "not changed yet: address",
  });
  expect(state.__earlierSettings).toMatchObject([
    { numbers: { [fifth]: 1 }, settings: { address: "before" } },
    { numbers: { [fourth]: 1 }, settings: { location: "sydney" } },
  ]);
});

it("numbers in use are counted, and so is each status", () => {
  const rows = rowsOf(FIVE);
  rows.set("+61395556900", rowOf("+61395556900", { assignmentStatus: "UserAssigned" }));
  rows.set("+61395556901", rowOf("+61395556901", { acquiredNumberStatus: "Uploaded" }));
  rows.set("+61395556902", rowOf("+61395556902", { acquiredNumberStatus: null }));
  expect(outputsOf(result({ rows }))).toMatchObject({
    assignedCount: 1,
    statusCounts: { Active: 3, Unknown: 1, Uploaded: 1 },
  });
});

it("numbers that are Uploaded for more than a day are not acquired, since the day of the first", () => {
  const uploaded = (whenCreated: number): Partial<ReadableRow> => ({
    acquiredNumberStatus: "Uploaded",
    whenCreated: new Date(whenCreated).toISOString(),
  });
  const rows = rowsOf(FIVE, uploaded(NOW - DAY_MS / 2));
  expect(outputsOf(result({ rows }))).not.toHaveProperty("notAcquired");
  rows.set("+61395556900", rowOf("+61395556900", uploaded(NOW - 2 * DAY_MS)));
  rows.set("+61395556901", rowOf("+61395556901", uploaded(NOW - 3 * DAY_MS)));
  expect(outputsOf(result({ rows })).notAcquired).toEqual({
    since: "2026-11-26",
    count: 2,
    numbers: ["+61395556900..+61395556901"],
  });
});

it("the drift names exactly the numbers that are missing, and never one that is not the allocation's", () => {
  const numbers = [...NumberSet.of("+61395556900..+61395556929")];
  const some = fc.subarray(numbers).map((chosen) => NumberSet.fromNumbers(chosen));
  fc.assert(
    fc.property(some, some, (own, there) => {
      const { drift } = stateOf(INPUTS, result({ numbers: own, rows: rowsOf(there) }));
      const named = NumberSet.unionOf(drift);
      expect(named.keys()).toEqual(own.minus(there).keys());
    }),
  );
});

it("outputs that are read are the state that they were printed from, and print as they did", () => {
  const numbers = [...NumberSet.of("+61395556900..+61395556929")];
  const some = fc.subarray(numbers).map((chosen) => NumberSet.fromNumbers(chosen));
  fc.assert(
    fc.property(some, some, some, (own, there, others) => {
      const sent = { numbers: others, tasks: ["wup_2"], statuses: {}, lostAt: undefined };
      const found = result({ numbers: own, rows: rowsOf(there), sent, handedOver: others, heldBack: own });
      const outputs = outputsOf(found);
      const state = parseState(outputs);
      expect(state.numbers.keys()).toEqual(own.keys());
      expect([state.sent.numbers, state.handedOver].map((set) => set.keys())).toEqual([
        others.keys(),
        others.keys(),
      ]);
      expect(printState(state)).toEqual(outputs);
    }),
  );
});
