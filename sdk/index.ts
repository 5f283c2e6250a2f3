/** Telephone numbers of Microsoft Teams tenants (Operator Connect) on AudioCodes Live Platform, declared with Pulumi. */
export * from "./data-sources";
export * from "./oc-number-allocation";
export { Provider, type ProviderArgs } from "./provider";
