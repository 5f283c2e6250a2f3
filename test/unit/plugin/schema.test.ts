import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";

import { FUNCTION_NAMES } from "../../../provider/plugin/functions";
import schema from "../../../provider/plugin/schema.json";

const root = resolve(__dirname, "../../..");

it("the plugin's schema is what the docstrings and types of the sources say (npm run docs writes it)", () => {
  const told = execFileSync(process.execPath, [join(root, "tools/schema.mjs"), "--check"], {
    encoding: "utf8",
  });
  expect(told).toContain("as the sources say");
});

it("the plugin's schema names the functions that the plugin answers", () => {
  const tokens = FUNCTION_NAMES.map((name) => `liveplatform:index:${name}`);
  expect(Object.keys(schema.functions).sort()).toEqual(tokens.sort());
});

it("the plugin's schema takes over what the dynamic provider has in its state, keeps secrets, and makes no input of a default", () => {
  const { aliases, inputProperties, requiredInputs } =
    schema.resources["liveplatform:index:OcNumberAllocation"];
  expect(aliases).toEqual([{ type: "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation" }]);
  expect(requiredInputs).toEqual(["callingProfile", "capabilities", "msTenantId", "usage"]);
  const { token, clientSecret } = schema.provider.inputProperties;
  expect([token.secret, clientSecret.secret]).toEqual([true, true]);
  expect(Object.values(inputProperties).filter((property) => "default" in property)).toEqual([]);
});
