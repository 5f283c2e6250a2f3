import { dynamicOptions, pluginOptions } from "../../sdk/resource-options";
import { DYNAMIC_TYPE, PLUGIN_TYPE } from "../../sdk/types";

describe("the resource options of an allocation", () => {
  it("name its lists as the state does, and refuse a part of them in each of the spellings of a path", () => {
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

  it("the plugin passes options on, but for those that would release numbers that are taken over", () => {
    const given = { ignoreChanges: ["phoneNumbers[3]"], replaceOnChanges: ["phoneNumbers"], import: "id" };
    const { aliases: _, ...options } = pluginOptions("desks", { ...given, deleteBeforeReplace: true });
    expect(options).toEqual({ ...given, replaceOnChanges: ["numbers"] });
  });

  it("name the allocation as the other host has it, under each of its old names too", () => {
    const urn = "urn:pulumi:dev::test::liveplatform:index:OcNumberAllocation::oldest";
    const aliases = [{ name: "old" }, urn, { type: "other:index:Numbers" }];
    expect(dynamicOptions("desks", { aliases }).aliases).toEqual([
      ...aliases,
      { name: "old", type: PLUGIN_TYPE },
      { type: PLUGIN_TYPE },
    ]);
    expect(pluginOptions("desks").aliases).toEqual([{ type: DYNAMIC_TYPE }]);
  });
});
