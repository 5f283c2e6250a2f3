import * as pulumi from "@pulumi/pulumi";
import * as liveplatform from "pulumi-liveplatform";
import { readCustomer } from "./customer";

const { msTenantId, allocations } = readCustomer();

const declared = Object.entries(allocations).map(([name, { plan, numbers }]) => {
  const allocation = new liveplatform.OcNumberAllocation(name, {
    msTenantId,
    ...plan,
    phoneNumbers: numbers.filter((entry) => !entry.includes("..")),
    phoneNumberRanges: numbers.flatMap((entry) => {
      const [start, end] = entry.split("..");
      return start !== undefined && end !== undefined ? [{ start, end }] : [];
    }),
  });
  return [name, allocation.numberCount] as const;
});

/** How many numbers each allocation holds, such as `{ "sydney-desks": 101 }`. */
export const counts = pulumi.all(Object.fromEntries(declared));
