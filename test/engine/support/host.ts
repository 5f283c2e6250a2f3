/** Who serves the allocations of JavaScript programs: the dynamic provider, or with HOST=plugin the plugin. */
export type Host = "dynamic" | "plugin";

export const HOST: Host = process.env["HOST"] === "plugin" ? "plugin" : "dynamic";

/** What a JavaScript program requires. */
export const ENTRIES: Readonly<Record<Host, string>> = {
  dynamic: "pulumi-liveplatform",
  plugin: "pulumi-liveplatform/plugin",
};

/** The type of an allocation by its host. */
export const TYPES: Readonly<Record<Host, string>> = {
  dynamic: "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation",
  plugin: "liveplatform:index:OcNumberAllocation",
};

/** A setting among the inputs of an explicit provider. */
export function settingInState(key: string): string {
  return HOST === "plugin" ? key : `liveplatform:${key}`;
}

/** What the plugin's state has beside `numbers`: the lists as they are declared. */
export function listsInState(lists: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return HOST === "plugin" ? lists : {};
}

/** Where a state has the drift: of the dynamic provider in the inputs too, where alone the engine shows it. */
export const DRIFT_IN: readonly ("inputs" | "outputs")[] =
  HOST === "plugin" ? ["outputs"] : ["inputs", "outputs"];

/** Whether `--refresh=false` is followed: the plugin asks to be read before each operation, whatever the options say. */
export const MAY_SKIP_REFRESH = HOST === "dynamic";
