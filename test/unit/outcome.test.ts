import { failureOf } from "../../provider/allocation/outcome";
import { NumberSet } from "../../provider/numbers/number-set";
import type { Reason } from "../../provider/state/reason";
import { INPUTS } from "./situations";

const ELEVEN = NumberSet.of("+61395556900..+61395556910");
const TO = { ...INPUTS, numbers: ELEVEN };
const OF = { urn: "urn", isSecret: false, platform: "p", tenant: "t" };

function reason(code: Reason["code"], key: string): Reason {
  return { code, numbers: NumberSet.of(key), text: "why" };
}

it("the first line of a partial failure counts each number once: one that is in the tenant and leaving it is not in place", () => {
  const reasons = [reason("leaving", "+61395556901..+61395556902"), reason("held_elsewhere", "+61395556903")];
  const { lines } = failureOf(OF, TO, { inPlace: ELEVEN.minus(NumberSet.of("+61395556903")), reasons });
  expect(lines[0]).toMatch(
    /^8 of 11 numbers are in place in tenant t\. 2 leaving the tenant, 1 held by another tenant\. Next: /,
  );
});

it("the first line of a partial failure says of a single number that it is not in place", () => {
  const to = { ...TO, numbers: NumberSet.of("+61395556900") };
  const reasons = [reason("refused", "+61395556900")];
  const { lines } = failureOf(OF, to, { inPlace: NumberSet.empty, reasons });
  expect(lines[0]).toMatch(/^The declared number is not in place in tenant t\. 1 refused\. Next: /);
});

it("the first line of a partial failure says that all are in the tenant where all are, and that work is left", () => {
  const { lines } = failureOf(OF, TO, { inPlace: ELEVEN, reasons: [reason("in_use", "+61395556904")] });
  expect(lines[0]).toMatch(/^All 11 declared numbers are in tenant t, but some work is left\. 1 in use/);
});
