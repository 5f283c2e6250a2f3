/** The resource's type by who serves it. A stack that changes from one to the other finds its resources by an alias. */
export const DYNAMIC_TYPE = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";
export const PLUGIN_TYPE = "liveplatform:index:OcNumberAllocation";
