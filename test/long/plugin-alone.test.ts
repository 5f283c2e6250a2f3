import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { TENANT, failed, succeeded } from "../engine/support/live-stack";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { useLiveStack } from "../engine/support/use-live-stack";
import { yaml, yamlAllocation } from "../engine/support/yaml";
import { EntraStack, clientVariables } from "./entra/entra-stack";

const stacks = useLiveStack();

/** As an archive of a release unpacks it: far from any package. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plp-plugin-"));
  cpSync(join(repositoryRoot, "dist/plugin"), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function served(rest: Readonly<Record<string, unknown>> = {}): string {
  const plugins = { providers: [{ name: "liveplatform", path: folder }] };
  return yaml({ desks: yamlAllocation({ phoneNumbers: ["+61395556880"] }) }, { plugins, ...rest });
}

it("a plugin in a folder of its own signs in at Entra where @azure/identity is installed beside it, and says where to install it where not", async () => {
  const world = stacks.keep(await EntraStack.create({ env: clientVariables, yaml: served() }));
  const { stack } = world.live;
  const without = failed(await stack.up({ env: world.trusting }));
  expect(without).toContain("needs the package @azure/identity, which is not installed");
  expect(without).toContain("for a plugin from a release archive: in the plugin's folder");
  expect(world.statuses()).toEqual([]);

  symlinkSync(join(repositoryRoot, "node_modules"), join(folder, "node_modules"));
  succeeded(await stack.up({ env: world.trusting }));
  expect(world.live.held()).toEqual(["+61395556880"]);
  expect(new Set(world.entra.requests.map(({ by, status }) => `${by} ${status}`))).toEqual(
    new Set(["secret 200"]),
  );
  succeeded(await stack.destroy({ env: world.trusting }));
});

it("a plugin warns of a list that has changed while it was read for a data source", async () => {
  const tenant = {
    "fn::invoke": {
      function: "liveplatform:getTenantNumbers",
      arguments: { msTenantId: TENANT, pageSize: 5 },
    },
  };
  const outputs = { total: "${tenant.totalRecords}" };
  const program = yaml({}, { variables: { tenant }, outputs });
  const live = await stacks.create({ language: "yaml", program });
  live.emulator.portal.add(TENANT, "+61395556900..+61395556909");
  live.emulator.fail({ kind: "list", page: 2, repeat: "+61395556909" });
  const preview = succeeded(await live.stack.preview());
  expect(preview).toContain(`the list of tenant ${TENANT} changed twice while its 2 pages were read`);
  expect(preview).toMatch(/total *: 10\n/);
});

it("a program in YAML reads what is wrong with the arguments of a data source, and the platform is not asked", async () => {
  const asks = (name: string, given: object) => ({
    "fn::invoke": { function: `liveplatform:${name}`, arguments: given },
  });
  const live = await stacks.create({ language: "yaml", program: yaml({}) });
  const read = async (name: string, given: object): Promise<string> => {
    live.stack.write(yaml({}, { variables: { answer: asks(name, given) }, outputs: { a: "${answer}" } }));
    const output = failed(await live.stack.preview());
    expect(output).not.toMatch(/^ +at /m);
    return output;
  };
  expect(await read("getTenantNumbers", { tenantId: TENANT })).toContain(
    "tenantId is not an argument; did you mean msTenantId?",
  );
  expect(await read("getNumber", {})).toContain("phoneNumber is required");
  expect(await read("getRemovalStatusSummary", { msTenantId: "contoso" })).toContain(
    "msTenantId must be a GUID such as ",
  );
  expect(live.emulator.requests).toEqual([]);
});
