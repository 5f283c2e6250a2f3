/** The same as `pulumi-liveplatform`, served by the resource plugin `pulumi-resource-liveplatform` in place of a dynamic provider. */
export * from "./data-sources";
export * from "./oc-number-allocation";
export { Provider, type ProviderArgs } from "./provider";
