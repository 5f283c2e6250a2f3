import { NumberSet } from "../../provider/numbers/number-set";
import { joinSent, narrowSent } from "../../provider/run/sent";

const [A, B] = ["+61395556900", "+61395556901"];
const EARLY = {
  numbers: NumberSet.of(A),
  tasks: ["wup_1"],
  statuses: { wup_1: "Odd" },
  lostAt: "2026-01-05T00:00:00Z",
};
const LATE = { numbers: NumberSet.of(B), tasks: ["wup_1", "wup_2"], lostAt: "2026-01-05T01:00:00Z" };

it("numbers that were sent and not seen are waited for by the latest answer that was lost, and by each of their tasks once", () => {
  for (const all of [
    [EARLY, LATE],
    [LATE, EARLY],
  ]) {
    const joined = joinSent(all);
    expect(joined.numbers.keys()).toEqual([`${A}..${B}`]);
    expect(joined).toMatchObject({ statuses: EARLY.statuses, lostAt: LATE.lostAt });
    expect([...joined.tasks].sort()).toEqual(["wup_1", "wup_2"]);
  }
});

it("numbers that were sent and not seen take nothing over of an upload of which none is left", () => {
  const none = { ...LATE, numbers: NumberSet.empty };
  expect(joinSent([EARLY, none])).toMatchObject({ tasks: EARLY.tasks, lostAt: EARLY.lostAt });
  expect(narrowSent(LATE, NumberSet.of(A)).lostAt).toBeUndefined();
  expect(narrowSent(joinSent([EARLY, LATE]), NumberSet.of(B)).numbers.keys()).toEqual([B]);
});
