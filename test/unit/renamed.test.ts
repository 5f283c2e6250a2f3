import { Renamed } from "../../provider/dynamic/renamed";

const tenant = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const olds = { __urn: "urn:first", msTenantId: tenant, numbers: { "+61395556880": 1 } };
const renamedOnly = { ...olds, __urn: "urn:second" };
const changed = { ...renamedOnly, numbers: { "+61395556881": 1 } };

it("a resource that the program has given another name keeps the old one among its inputs beside another change, and is known by what it declares", () => {
  const renamed = new Renamed();
  const kept = renamed.keepName(olds, changed);
  expect(kept).toEqual({ ...changed, __urn: "urn:first" });
  expect(renamed.withName(kept)).toEqual(changed);
  const namesake = { ...olds, numbers: { "+61395556889": 1 } };
  expect(renamed.withName(namesake)).toEqual(namesake);
});

it("a resource that the program has given another name has the new one at once where nothing else changes, where it is new, and where its numbers are not known yet", () => {
  const renamed = new Renamed();
  expect(renamed.keepName(olds, renamedOnly)).toEqual(renamedOnly);
  expect(renamed.keepName({}, changed)).toEqual(changed);
  const unknown = { ...changed, numbers: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
  expect(renamed.keepName(olds, unknown)).toEqual(unknown);
});
