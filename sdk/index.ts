/** Telephone numbers of Microsoft Teams tenants (Operator Connect) on AudioCodes Live Platform, declared with Pulumi. */
export * from "./data-sources";
export { OcNumberAllocation } from "./oc-number-allocation";
export type { NumberMap, OcNumberAllocationArgs, PhoneNumberRange, Usage } from "./oc-number-allocation-args";
export { Provider, type ProviderArgs } from "./provider";
