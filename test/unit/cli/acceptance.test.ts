import { acceptanceOf } from "../../../cli/accept/acceptance";
import { vocabularyOf } from "../../../provider/allocation/vocabulary";
import { NumberSet } from "../../../provider/numbers/number-set";
import { MISSING, parseDrift } from "../../../provider/state/drift";
import { EMEA, TENANT, listed } from "../export/rows";

it("as many numbers as a tenant can lose are accepted for one reason, and as many kept", () => {
  const numbers = NumberSet.of("+61390000000..+61390199999");
  const others = NumberSet.of("+61390200000..+61390399999");
  const desks = {
    name: "desks",
    settings: {
      callingProfile: EMEA,
      usage: "CallingUserAssignment",
      additionalUsages: [],
      capabilities: ["InboundCalling"],
      country: undefined,
    },
    numbers: numbers.union(others),
    adoptsExisting: true,
    drift: [
      { numbers, drift: MISSING },
      { numbers: others, drift: parseDrift("MarkedForRemoval") },
    ],
  };
  const tenant = { msTenantId: TENANT, vocabulary: vocabularyOf() };
  const { shifts, kept } = acceptanceOf(tenant, [desks], listed([]));
  expect(shifts.map(({ numbers: moved, to }) => [moved.keys(), to])).toEqual([[numbers.keys(), undefined]]);
  expect(kept.map((one) => one.numbers.keys())).toEqual([others.keys()]);
});
