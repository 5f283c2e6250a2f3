import { type Emulator, startEmulator } from "../../emulator";
import { TENANT } from "../support/default-seed";
import { runSdk } from "./support/sdk-program";

const LIST = `return (await liveplatform.getTenantNumbers({ msTenantId: "${TENANT}", pageSize: 5 })).numbers.length;`;

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
  emulator.portal.add(TENANT, "+61395556900..+61395556909");
});
afterEach(() => emulator.close());

it("the numbers of a tenant are read again where they changed meanwhile, without a warning where the second list is whole", async () => {
  emulator.fail({ kind: "list", page: 1, repeat: "+61395556900", times: 1 });
  expect(await runSdk(emulator, LIST)).toEqual({ result: 10, warnings: "" });
  expect(emulator.requests).toHaveLength(4);
});

it("the numbers of a tenant come with a warning that some may be missing where they changed twice", async () => {
  emulator.fail({ kind: "list", page: 2, repeat: "+61395556909" });
  expect(await runSdk(emulator, LIST)).toEqual({
    result: 10,
    warnings:
      `warning: [runtime] the list of tenant ${TENANT} changed twice while its 2 pages were read, so numbers may be ` +
      "missing. Run again when no upload or release is in progress\n",
  });
  expect(emulator.requests).toHaveLength(4);
});

it("the numbers of a tenant come with a warning of the rows that cannot be read, of which no more than ten are told", async () => {
  emulator.portal.add(TENANT, "+61395556910..+61395556911");
  emulator.fail({ kind: "list", malformed: true });
  const { result, warnings } = await runSdk(emulator, LIST.replace("pageSize: 5", "pageSize: 1"));
  expect(result).toBe(0);
  expect(warnings).toMatch(/12 rows of the list cannot be read and are left out: .*; and 2 more\n$/);
  expect(warnings.match(/tenantId/g)).toHaveLength(10);
});
