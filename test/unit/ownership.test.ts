import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { NumberSet } from "../../provider/numbers/number-set";
import { Ownership } from "../../provider/run/ownership";
import { RunRegistry } from "../../provider/run/run-registry";

const platform = "https://live.example.com/tenantui";
const tenant = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const otherTenant = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
const desks = { urn: "urn:desks", platform, tenant };
const two = { "+61395556880": 1, "+61395556881": 1 };

let folder: string;
let registry: RunRegistry;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "run-"));
  registry = new RunRegistry("127.0.0.1:1", "provider", folder);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function ownership({ hasProgram = true } = {}): Ownership {
  return new Ownership(registry, { hasProgram: () => Promise.resolve(hasProgram) });
}

const declaredByOthers = async (of: Ownership): Promise<string[]> =>
  (await of.declaredByOthers(desks, NumberSet.fromCanonical(two))).numbers.keys();

describe("Ownership", () => {
  it("protects what another allocation declares for the same tenant and platform, checked or not", async () => {
    expect(await declaredByOthers(ownership())).toEqual([]);
    registry.add({ kind: "declared", urn: "urn:tables", platform, tenant, numbers: two });
    expect(await declaredByOthers(ownership())).toEqual(["+61395556880..+61395556881"]);
    registry.add({ kind: "declared", urn: "urn:tables", platform, tenant, numbers: two, isChecked: true });
    expect(await declaredByOthers(ownership())).toEqual(["+61395556880..+61395556881"]);
  });

  it("protects nothing where no program has run: what is found was left by an earlier run", async () => {
    registry.add({ kind: "checked" });
    registry.add({ kind: "declared", urn: "urn:tables", platform, tenant, numbers: two });
    expect(await declaredByOthers(ownership({ hasProgram: false }))).toEqual([]);
  });

  it("does not protect what is declared for another tenant, on another platform, by itself, or no longer", async () => {
    registry.add({ kind: "checked" });
    registry.add({ kind: "declared", urn: "urn:a", platform, tenant: otherTenant, numbers: two });
    registry.add({
      kind: "declared",
      urn: "urn:b",
      platform: "https://other.example.com",
      tenant,
      numbers: two,
    });
    registry.add({ kind: "declared", urn: desks.urn, platform, tenant, numbers: two });
    registry.add({ kind: "declared", urn: "provisional", platform, tenant, numbers: two });
    registry.add({ kind: "withdrawn", urn: "provisional" });
    expect(await declaredByOthers(ownership())).toEqual([]);
  });

  it("protects numbers whose tenant is not known yet, and names declarations whose numbers are not", async () => {
    registry.add({ kind: "checked" });
    registry.add({ kind: "declared", urn: "urn:a", platform, numbers: two });
    registry.add({ kind: "declared", urn: "urn:b", platform, tenant });
    const { numbers, undetermined, withoutNumbers } = await ownership().declaredByOthers(
      desks,
      NumberSet.fromCanonical(two),
    );
    expect(numbers.size).toBe(2);
    expect(undetermined).toEqual(["urn:a", "urn:b"]);
    expect(withoutNumbers).toEqual(["urn:b"]);
  });

  it("goes by what check saw instead of what the constructor said, also where check knows less and is read first", async () => {
    registry.add({ kind: "declared", urn: "urn:a", platform, tenant, isChecked: true });
    registry.add({ kind: "declared", urn: "urn:a", platform, tenant, numbers: two });
    const { numbers, withoutNumbers } = await ownership().declaredByOthers(
      desks,
      NumberSet.fromCanonical(two),
    );
    expect(numbers.size).toBe(0);
    expect(withoutNumbers).toEqual(["urn:a"]);
  });

  it("finds a number declared twice only where both declarations have been checked", () => {
    const twice = () =>
      ownership()
        .overlapping(desks, NumberSet.fromCanonical(two))
        .map(({ urn }) => urn);
    registry.add({ kind: "declared", urn: "urn:a", platform, tenant, numbers: two });
    expect(twice()).toEqual([]);
    registry.add({ kind: "declared", urn: "urn:a", platform, tenant, numbers: two, isChecked: true });
    expect(twice()).toEqual(["urn:a"]);
  });

  it("tells whether the program may declare more", async () => {
    const program = async () => (await ownership().declaredByOthers(desks, NumberSet.empty)).program;
    registry.add({ kind: "checked" });
    expect(await program()).toBeUndefined();
    for (const phase of ["declaring", "declared", "failed"] as const) {
      registry.add({ kind: "program", phase });
      expect(await program()).toBe(phase);
    }
  });

  it("tells the numbers of a replacement that was created first from those of one that is yet to come", () => {
    registry.add({ kind: "declared", ...desks, numbers: two });
    registry.add({ kind: "paired", id: "old", urn: desks.urn });
    expect(ownership().declaredByReplacement("old", desks).size).toBe(0);
    registry.add({ kind: "created", id: "new", urn: desks.urn });
    expect(ownership().declaredByReplacement("old", desks).size).toBe(2);
  });

  it("takes the declaration that diff paired with an id for its own, not the URN that the state remembers", () => {
    expect(ownership().urnOf("id", "urn:before-the-alias")).toBe("urn:before-the-alias");
    registry.add({ kind: "named", id: "id", urn: "urn:of-the-inputs" });
    expect(ownership().urnOf("id", "urn:before-the-alias")).toBe("urn:of-the-inputs");
    registry.add({ kind: "paired", id: "id", urn: desks.urn });
    expect(ownership().urnOf("id", "urn:before-the-alias")).toBe(desks.urn);
  });

  it("knows which allocation of another tenant still holds a number, and whether it is letting go", () => {
    registry.add({ kind: "held", id: "x", urn: "urn:x", platform, tenant: otherTenant, numbers: two });
    const held = () => ownership().heldElsewhere(desks, NumberSet.of("+61395556881"));
    expect(held()).toEqual([expect.objectContaining({ releasing: false, declared: false })]);
    registry.add({ kind: "releasing", id: "x", busy: true });
    expect(held()).toEqual([expect.objectContaining({ releasing: true })]);
    expect(ownership().heldElsewhere(desks, NumberSet.of("+61395556889"))).toEqual([]);
  });
});

describe("RunRegistry", () => {
  it("shows every process what the others have written, and each line once", () => {
    const program = new RunRegistry("127.0.0.1:1", "program", folder);
    program.add({ kind: "declared", ...desks, numbers: two });
    expect([...registry.refresh().declarations.keys()]).toEqual([desks.urn]);
    program.add({ kind: "withdrawn", urn: desks.urn });
    expect(registry.refresh().declarations.size).toBe(0);
  });

  it("keeps runs of other engines apart", () => {
    new RunRegistry("127.0.0.1:2", "program", folder).add({ kind: "declared", ...desks, numbers: two });
    expect(registry.refresh().declarations.size).toBe(0);
  });

  it("forgets the program of an earlier run at the same address, and keeps what this run's providers have seen", () => {
    const program = new RunRegistry("127.0.0.1:1", "program", folder);
    program.add({ kind: "declared", ...desks, numbers: two });
    registry.add({ kind: "checked" });
    program.clear();
    const fresh = new RunRegistry("127.0.0.1:1", "provider", folder).refresh();
    expect(fresh.declarations.size).toBe(0);
    expect(fresh.checked).toBe(true);
  });
});
