import { dynamicOptions, pluginOptions } from "../../sdk/resource-options";
import { DYNAMIC_TYPE, PLUGIN_TYPE } from "../../sdk/types";

it("the resource options of an allocation name its lists as the state does, and refuse a part of them in each of the spellings of a path", () => {
  const ignoring = (path: string) => dynamicOptions("desks", { ignoreChanges: [path] }).ignoreChanges;
  for (const path of ["phoneNumbers", "phoneNumberRanges", `["phoneNumbers"]`, "numbers"])
    expect(ignoring(path)).toEqual(["numbers"]);
  expect(ignoring("drift")).toEqual(["drift"]);
  expect(ignoring("capabilities")).toEqual(["capabilities"]);
  expect(ignoring("*")).toEqual(["*"]);
  expect(ignoring("numberCount")).toEqual(["numberCount"]);
  for (const path of [
    "phoneNumbers[3]",
    `["phoneNumbers"][3]`,
    "phoneNumberRanges[0].end",
    "phoneNumbers[*]",
    `numbers["+61395556900..+61395556999"]`,
    "numbers.key",
    `drift["+61395556900"]`,
    "capabilities[0]",
    "additionalUsages[1]",
  ])
    expect(() => ignoring(path)).toThrow("cannot be named");
  expect(dynamicOptions("desks", { replaceOnChanges: ["phoneNumbers"] }).replaceOnChanges).toEqual([
    "numbers",
  ]);
});

it("the resource options of an allocation of the plugin may import, and are otherwise the same: a stack that changes its host ignores what it did", () => {
  const given = { ignoreChanges: ["phoneNumbers"], replaceOnChanges: ["phoneNumbers"], import: "id" };
  const { aliases: _, ...options } = pluginOptions({ ...given, deleteBeforeReplace: true });
  expect(options).toEqual({ import: "id", ignoreChanges: ["numbers"], replaceOnChanges: ["numbers"] });
  expect(() => pluginOptions({ ignoreChanges: ["phoneNumbers[3]"] })).toThrow("cannot be named");
});

it("the resource options of an allocation name the allocation as the other host has it, under each of its old names too", () => {
  const urn = "urn:pulumi:dev::test::liveplatform:index:OcNumberAllocation::oldest";
  const aliases = [{ name: "old" }, urn, { type: "other:index:Numbers" }];
  expect(dynamicOptions("desks", { aliases }).aliases).toEqual([
    ...aliases,
    { name: "old", type: PLUGIN_TYPE },
    { type: PLUGIN_TYPE },
  ]);
  expect(pluginOptions().aliases).toEqual([{ type: DYNAMIC_TYPE }]);
});
