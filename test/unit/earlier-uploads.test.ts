import { NumberSet } from "../../provider/numbers/number-set";
import { NOTHING_SENT } from "../../provider/run/sent";
import { mayArrive } from "../../provider/writes/earlier-uploads";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant } from "./asked-tenant";

const A = "+61395556900";
const BOTH = NumberSet.of(A, "+61395556901");

useRunFolder();

it("numbers whose upload has lost its answer may arrive for ten minutes, or for as long as a task may take, and no longer", () => {
  const tenant = new AskedTenant(NumberSet.empty);
  const lostAt = new Date(tenant.clock.now()).toISOString();
  const unanswered = { numbers: BOTH, tasks: [], lostAt };
  const earlier = { pending: NOTHING_SENT, unanswered, missing: BOTH, reasons: [] };
  const [patient, impatient] = [contextOf(tenant), contextOf(tenant, { taskTimeoutMs: 60_000 })];
  const { pending, reasons } = mayArrive(patient, earlier, NumberSet.of(A));
  expect(pending.numbers.keys()).toEqual([A]);
  expect(reasons).toMatchObject([{ code: "on_their_way" }]);
  tenant.advance(60_000);
  expect(mayArrive(impatient, earlier, BOTH).reasons).toEqual([]);
  tenant.advance(539_999);
  expect(mayArrive(patient, earlier, BOTH).reasons).toHaveLength(1);
  tenant.advance(1);
  expect(mayArrive(patient, earlier, BOTH)).toEqual({ pending: NOTHING_SENT, reasons: [] });
});
