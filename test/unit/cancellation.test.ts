import { Cancellation } from "../../provider/common/cancellation";
import { createContext } from "../../provider/host/create-context";
import { NumberSet } from "../../provider/numbers/number-set";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant } from "./asked-tenant";
import { TENANT } from "./situations";

const THIRTY = NumberSet.of("+61395556900..+61395556929");

useRunFolder();

/** A sleep that only its signal ends. */
function untilAborted(_: number, signal?: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => {
    const end = (): void => {
      reject(new Error("aborted"));
    };
    if (signal?.aborted === true) end();
    signal?.addEventListener("abort", end);
  });
}

it("a run that is cancelled does not wait until a tenant may be listed again after a write", async () => {
  const cancellation = new Cancellation();
  const tenant = new AskedTenant(THIRTY);
  const parts = contextOf(tenant);
  const clock = { now: () => parts.clock.now(), sleep: untilAborted };
  const context = createContext({ ...parts, cancellation, clock });
  setImmediate(() => {
    cancellation.cancel();
  });
  await context.view(TENANT).lookAgain(THIRTY);
  expect(tenant.asked).toEqual(["list"]);
});
