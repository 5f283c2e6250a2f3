import { NumberSet } from "../../provider/numbers/number-set";
import { Claims } from "../../provider/run/claims";
import type { Fact } from "../../provider/run/fact";
import { Ledger } from "../../provider/run/ledger";
import {
  declaredByOthers,
  declaredByReplacement,
  declaredTwice,
  hasSeveral,
  heldByName,
  heldByOthers,
  heldElsewhere,
  isReplaced,
} from "../../provider/run/others";
import { useFolder } from "./run-folder";

const platform = "https://live.example.com/tenantui";
const tenant = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const otherTenant = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
const desks = { urn: "urn:desks", platform, tenant };
const two = { "+61395556880": 1, "+61395556881": 1 };
const bothNumbers = NumberSet.fromCanonical(two);

const folder = useFolder();
let ledger: Ledger;

beforeEach(() => {
  ledger = new Ledger("127.0.0.1:1", "provider", folder());
});

function claims({ hasProgram = true } = {}): Claims {
  return new Claims(ledger, { hasProgram: () => Promise.resolve(hasProgram) });
}

function declares(urn: string, more: Partial<Extract<Fact, { fact: "declares" }>> = {}): void {
  ledger.add({ fact: "declares", urn, platform, tenant, numbers: two, ...more });
}

type Holds = Extract<Fact, { fact: "holds" }>;
function holds(id: string, more: Partial<Holds> = {}): void {
  ledger.add({
    fact: "holds",
    ...{ id, urn: `urn:${id}`, urnBy: "outputs", platform, tenant, numbers: two },
    ...more,
  });
}

const elsewhere = async (of: Claims): Promise<string[]> =>
  (await declaredByOthers(of, desks, bothNumbers)).numbers.keys();

it("what a run knows to be declared elsewhere protects what another allocation declares for the same tenant and platform, checked or not", async () => {
  expect(await elsewhere(claims())).toEqual([]);
  declares("urn:tables");
  expect(await elsewhere(claims())).toEqual(["+61395556880..+61395556881"]);
  declares("urn:tables", { isChecked: true });
  expect(await elsewhere(claims())).toEqual(["+61395556880..+61395556881"]);
});

it("what a run knows to be declared elsewhere protects nothing where no program has run: what is found was left by an earlier run", async () => {
  declares("urn:tables", { isChecked: true });
  expect(await elsewhere(claims({ hasProgram: false }))).toEqual([]);
});

it("declarations for another tenant or platform, by itself, or under a name that is gone protect nothing", async () => {
  declares("urn:a", { tenant: otherTenant });
  declares("urn:b", { platform: "https://other.example.com" });
  declares("provisional");
  declares(desks.urn, { was: "provisional" });
  expect(await elsewhere(claims())).toEqual([]);
  expect([...ledger.refresh().declarations.keys()]).toEqual(["urn:a", "urn:b", desks.urn]);
});

it("what a run knows to be declared elsewhere protects numbers whose tenant is not known yet, and names declarations whose numbers are not", async () => {
  ledger.add({ fact: "declares", urn: "urn:a", platform, numbers: two });
  ledger.add({ fact: "declares", urn: "urn:b", platform, tenant });
  const { numbers, undetermined, withoutNumbers } = await declaredByOthers(claims(), desks, bothNumbers);
  expect(numbers.size).toBe(2);
  expect(undetermined).toEqual(["urn:a", "urn:b"]);
  expect(withoutNumbers).toEqual(["urn:b"]);
});

it("what a run knows to be declared elsewhere goes by what check saw instead of what the constructor said, also where check knows less and is read first", async () => {
  ledger.add({ fact: "declares", urn: "urn:a", platform, tenant, isChecked: true });
  declares("urn:a");
  const { numbers, withoutNumbers } = await declaredByOthers(claims(), desks, bothNumbers);
  expect(numbers.size).toBe(0);
  expect(withoutNumbers).toEqual(["urn:a"]);
});

it("a number is found to be declared twice only where both declarations have been checked", () => {
  const twice = () => declaredTwice(claims(), desks, bothNumbers).map(({ urn }) => urn);
  declares("urn:a");
  expect(twice()).toEqual([]);
  declares("urn:a", { isChecked: true });
  expect(twice()).toEqual(["urn:a"]);
});

it("what a run knows to be declared elsewhere counts for a destroy that has no program, for one that runs it as in an up, and not while the program declares", async () => {
  const binding = (hasProgram = true) => claims({ hasProgram }).binding();
  expect(await binding()).toBe("none");
  declares("urn:a");
  expect([await binding(false), await binding()]).toEqual(["none", "some"]);
  for (const phase of ["declaring", "failed"] as const) {
    ledger.add({ fact: "program", phase });
    expect(await binding()).toBe(phase);
  }
  ledger.add({ fact: "program", phase: "declared" });
  expect(await binding()).toBe("all");
});

it("a run tells the numbers of a replacement that was created first from those of one that is yet to come", () => {
  const old = { ...desks, id: "old" };
  declares(desks.urn);
  holds("old", { urn: desks.urn, urnBy: "program" });
  expect(declaredByReplacement(claims(), old).size).toBe(0);
  expect(isReplaced(claims(), old)).toBe(true);
  holds("new", { urn: desks.urn, urnBy: "program", numbers: {} });
  expect(declaredByReplacement(claims(), old).size).toBe(2);
  expect(isReplaced(claims(), old)).toBe(false);
});

it("a run takes the URN that the program gives an id for its own, before that of the inputs, before that of the outputs", () => {
  expect(ledger.urnOf("id", "urn:before-the-alias")).toBe("urn:before-the-alias");
  holds("id", { urn: "urn:of-the-inputs", urnBy: "inputs" });
  expect(ledger.urnOf("id", "urn:before-the-alias")).toBe("urn:of-the-inputs");
  holds("id", { urn: desks.urn, urnBy: "program" });
  holds("id", { urn: "urn:before-the-alias" });
  expect(ledger.urnOf("id", "urn:before-the-alias")).toBe(desks.urn);
  expect(heldByOthers(claims(), desks).isEmpty).toBe(true);
});

it("a run counts for an allocation what it holds last, without what it has left to another one", () => {
  holds("x", { owes: { "+61395556880": 1 } });
  expect(heldByOthers(claims(), desks).keys()).toEqual(["+61395556881"]);
  expect(heldByOthers(claims(), desks, { declared: true }).isEmpty).toBe(true);
  declares("urn:x");
  expect(heldByOthers(claims(), desks, { declared: true }).keys()).toEqual(["+61395556881"]);
  expect(hasSeveral(claims(), desks)).toBe(false);
  holds("y", { numbers: {} });
  expect(hasSeveral(claims(), desks)).toBe(true);
});

it("a run goes by old inputs for a name alone, and only until the state has been seen", () => {
  const names = () => [...heldByName(claims(), desks, bothNumbers).keys()];
  ledger.add({
    fact: "holds",
    ...{ urn: "urn:pulumi:dev::p::t::tables", urnBy: "inputs", platform, tenant, numbers: two },
  });
  expect(names()).toEqual(["tables"]);
  expect(heldByOthers(claims(), desks).isEmpty).toBe(true);
  holds("x", { urn: "urn:pulumi:dev::p::t::tables", numbers: {} });
  expect(names()).toEqual([]);
});

it("a run counts of two resources under one URN the one that goes on as declared, and not the one that it replaces", () => {
  declares("urn:tables");
  const declared = () =>
    claims()
      .held({ platform })
      .flatMap(({ by, isDeclared }) => (isDeclared ? by.id : []));
  holds("old", { urn: "urn:tables" });
  expect(declared()).toEqual(["old"]);
  holds("new", { urn: "urn:tables", urnBy: "program" });
  expect(declared()).toEqual(["new"]);
});

it("a run knows which allocation of another tenant still holds a number, and whether it is letting go of that one", () => {
  holds("x", { tenant: otherTenant });
  const held = () => heldElsewhere(claims(), desks, NumberSet.of("+61395556881"));
  const underWay = () => held().map((one) => one.underWay.keys());
  expect(held()).toEqual([expect.objectContaining({ isDeclared: false })]);
  const gives = { fact: "gives" as const, id: "x", urn: "urn:x", platform, tenant: otherTenant };
  ledger.add({ ...gives, numbers: { "+61395556881": 1 }, phase: "begun" });
  expect(underWay()).toEqual([["+61395556881"]]);
  ledger.add({ ...gives, numbers: { "+61395556881": 1 }, phase: "done" });
  expect(underWay()).toEqual([[]]);
  expect(heldElsewhere(claims(), desks, NumberSet.of("+61395556889"))).toEqual([]);
  expect(heldElsewhere(claims(), { platform, tenant: otherTenant }, bothNumbers)).toEqual([]);
});
