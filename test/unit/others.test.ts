import { NumberSet } from "../../provider/numbers/number-set";
import { Claims } from "../../provider/run/claims";
import type { Holds } from "../../provider/run/fact";
import { Ledger } from "../../provider/run/ledger";
import { declaredByOthers, heldByName, hiddenInTenant } from "../../provider/run/others";
import { useFolder } from "./run-folder";

const platform = "https://live.example.com/tenantui";
const tenant = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const desks = { urn: "urn:desks", platform, tenant };
const two = { "+61395556880": 1, "+61395556881": 1 };

const folder = useFolder();
let ledger: Ledger;

beforeEach(() => {
  ledger = new Ledger("127.0.0.1:1", "provider", folder());
});

function claims(): Claims {
  return new Claims(ledger, { hasProgram: () => Promise.resolve(true) });
}

function holds(id: string, more: Partial<Holds> = {}): void {
  const one = { id, urn: `urn:${id}`, urnBy: "outputs", platform, tenant, numbers: two } as const;
  ledger.add({ fact: "holds", ...one, ...more });
}

it("what other allocations of a tenant hold names a number once that two allocations hold, so that a sum does not count it twice", () => {
  holds("x", { urn: "urn::x" });
  holds("y", { urn: "urn::y", numbers: { ...two, "+61395556882": 1 } });
  const byName = heldByName(claims(), desks, NumberSet.of("+61395556880..+61395556882"));
  expect([...byName].map(([name, numbers]) => [name, numbers.size])).toEqual([
    ["x", 2],
    ["y", 1],
  ]);
});

it("a run knows what numbers that an allocation has left have of hidden settings, but not where that one tells it anew, nor of its own", () => {
  const hidden = (location: string, numbers: Record<string, number> = two) => ({
    hidden: [{ numbers, settings: { location } }],
  });
  holds("x", hidden("sydney"));
  holds("x", { ...hidden("perth", { "+61395556880": 1 }), owes: { "+61395556881": 1 } });
  const known = hiddenInTenant(claims(), desks).map(({ numbers, settings }) => [
    numbers.keys(),
    settings["location"],
  ]);
  expect(known).toEqual([
    [["+61395556880"], "perth"],
    [["+61395556881"], "sydney"],
  ]);
  expect(hiddenInTenant(claims(), { ...desks, id: "x" })).toEqual([]);
});

it("what other allocations declare protects numbers of which it is not known yet for which platform they are", async () => {
  ledger.add({ fact: "declares", urn: "urn:a", tenant, numbers: two });
  const { numbers, undetermined } = await declaredByOthers(claims(), desks, NumberSet.fromCanonical(two));
  expect([numbers.size, undetermined]).toEqual([2, ["urn:a"]]);
});
