import { NumberSet } from "../../provider/numbers/number-set";
import { AskedTenant } from "./asked-tenant";

const SIX = NumberSet.of("+61395556900..+61395556905");
const THIRTY = NumberSet.of("+61395556900..+61395556929");

it("where a row of the list does not tell its number in E.164, what the list lacks is asked for one by one", async () => {
  const tenant = new AskedTenant(THIRTY);
  for (const phoneNumber of SIX) tenant.unlisted.add(phoneNumber);
  tenant.unreadable.push({ telephoneNumber: "0395556900", problem: "expected an E.164 number" });
  expect([...(await tenant.view.lookConfirmed(THIRTY)).keys()].sort()).toEqual([...THIRTY]);
  expect(tenant.asked).toEqual(["page", "list", ...SIX]);
});
