/** Of the dynamic provider, and of the plugin. */
const TYPES: readonly string[] = [
  "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation",
  "liveplatform:index:OcNumberAllocation",
];

/** Whether a resource's type is that of an allocation, whichever of the two hosts it has. */
export function isAllocationType(type: string): boolean {
  return TYPES.includes(type);
}
