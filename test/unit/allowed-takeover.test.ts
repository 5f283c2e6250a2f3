import { allowedTakeover, isRecent, looksInterrupted } from "../../provider/writes/allowed-takeover";
import { NOW, rowOf } from "./situations";

const MINUTE_MS = 60_000;

/** A row that was uploaded so many minutes ago. */
function aged(minutes: number, differences: Parameters<typeof rowOf>[1] = {}) {
  const whenCreated = new Date(NOW - minutes * MINUTE_MS).toISOString();
  return rowOf("+61395556900", { whenCreated, ...differences });
}

it("a row is recent for a day after its upload, and an hour before it, as clocks differ", () => {
  expect([0, 24 * 60, -60].map((minutes) => isRecent(aged(minutes), NOW))).toEqual([true, true, true]);
  expect([24 * 60 + 1, -61].map((minutes) => isRecent(aged(minutes), NOW))).toEqual([false, false]);
  expect(isRecent(rowOf("+61395556900"), NOW)).toBeUndefined();
});

it("a row looks as an interrupted run leaves it where it is recent, uploaded by REST and in nobody's use", () => {
  expect(looksInterrupted(aged(5), NOW)).toBe(true);
  expect(looksInterrupted(aged(5, { source: "webui" }), NOW)).toBe(false);
  expect(looksInterrupted(aged(5, { assignmentStatus: "UserAssigned" }), NOW)).toBe(false);
  expect(looksInterrupted(rowOf("+61395556900"), NOW)).toBe(false);
});

it("a number of others is taken over by adoptExisting whatever it looks like, and by adoptInterrupted where it looks interrupted", () => {
  const rules = { adoptExisting: false, adoptInterrupted: false, now: NOW };
  expect(allowedTakeover(rules, aged(5))).toBeUndefined();
  expect(allowedTakeover({ ...rules, adoptExisting: true }, "unreadable")).toBe("adopted");
  const interrupted = { ...rules, adoptInterrupted: true };
  expect(
    [aged(5), aged(2000), "unreadable" as const].map((row) => allowedTakeover(interrupted, row)),
  ).toEqual(["interrupted", undefined, undefined]);
});
