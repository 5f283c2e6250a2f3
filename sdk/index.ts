/** Telephone numbers of Microsoft Teams tenants (Operator Connect) on AudioCodes Live Platform, declared with Pulumi. */
export * from "./data-sources";
export {
  type NumberMap,
  OcNumberAllocation,
  type OcNumberAllocationArgs,
  type PhoneNumberRange,
  type Usage,
} from "./oc-number-allocation";
export type { DataSourceOptions } from "./platform";
export { Provider, type ProviderArgs } from "./provider";
