import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { PLANS } from "./plans";

const plan = z.string().transform((name, context) => {
  const found = new Map(Object.entries(PLANS)).get(name);
  if (found !== undefined) return found;
  context.addIssue(`"${name}" is none of ${Object.keys(PLANS).join(", ")}`);
  return z.NEVER;
});

/** `+61395556880`, or `+61395556900..+61395556999`. */
const numbers = z.array(z.string().regex(/^\+\d+(\.\.\+\d+)?$/, "expected a number, or first..last"));

/** What stands under `customer` in Pulumi.<customer>.yaml. A name that is not known is a mistake. */
const customer = z.strictObject({
  msTenantId: z.guid("expected the GUID of the customer's Entra tenant"),
  allocations: z.record(z.string(), z.strictObject({ plan, numbers })),
});

export type Customer = z.infer<typeof customer>;

/** The customer of this stack. Errors: every mistake in its file, with its place. */
export function readCustomer(): Customer {
  const read = customer.safeParse(new pulumi.Config().requireObject("customer"));
  if (read.success) return read.data;
  throw new pulumi.RunError(`Pulumi.${pulumi.getStack()}.yaml:\n${z.prettifyError(read.error)}`);
}
