import { NumberSet } from "../../provider/numbers/number-set";
import { toRow } from "../../provider/tenant/rows";
import { rowsElsewhere } from "../../provider/tenant/rows-elsewhere";
import { OTHER_TENANT } from "../support/default-seed";
import { AskedTenant } from "./asked-tenant";
import { TENANT } from "./situations";

const THIRTY = NumberSet.of("+61395556900..+61395556929");
const [FIRST = ""] = THIRTY;

/** A tenant whose thirty numbers another one has by now. */
function movedTenant({ isDenied = false } = {}): AskedTenant {
  const tenant = new AskedTenant(THIRTY);
  for (const phoneNumber of THIRTY) tenant.unlisted.add(phoneNumber);
  for (const [phoneNumber, row] of tenant.held)
    tenant.held.set(phoneNumber, { ...row, tenantId: OTHER_TENANT });

  const list = { totalRecords: 0, unreadable: [], pages: 1, consistent: true };
  jest.spyOn(tenant.api, "listStates").mockImplementation(({ msTenantId }) => {
    if (msTenantId !== OTHER_TENANT) return Promise.resolve({ ...list, numbers: [] });
    if (isDenied) return Promise.reject(new Error("GET /api/v3/oc/numbers: 403"));
    return Promise.resolve({ ...list, numbers: [...tenant.held.values()].map(toRow) });
  });
  return tenant;
}

it.each([
  ["are found in the list of that tenant", false, 3],
  ["are asked for one by one where that tenant cannot be read", true, 30],
])(
  "numbers that a list does not show, and of which a GET finds some in another tenant, %s",
  async (__, isDenied, gets) => {
    const tenant = movedTenant({ isDenied });
    const rows = await tenant.view.lookConfirmed(THIRTY);
    const holders = [...rows.values()].map((row) => (row === "unreadable" ? row : row.tenantId));
    expect(holders).toEqual([...THIRTY].map(() => OTHER_TENANT));
    expect(tenant.asked.filter((what) => what.startsWith("+"))).toHaveLength(gets);
  },
);

it("a row of another tenant's list that does not say whose it is is not taken for one of this tenant", async () => {
  const tenant = movedTenant();
  const found = tenant.held.get(FIRST);
  if (found === undefined) throw new Error("the tenant holds it");
  tenant.held.set(FIRST, { ...found, tenantId: "" });
  const rows = await rowsElsewhere(tenant.api, TENANT, new Map([[FIRST, toRow(found)]]));
  expect([rows.size, rows.has(FIRST)]).toEqual([29, false]);
});
