import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { PLANS } from "./plans";

const plan = z.string().transform((name, context) => {
  const found = new Map(Object.entries(PLANS)).get(name);
  if (found !== undefined) return found;
  context.addIssue(`"${name}" is none of ${Object.keys(PLANS).join(", ")}`);
  return z.NEVER;
});

const NO_TEXT =
  "without quotes, YAML and pulumi config set --path take a number for an integer, without its plus: " +
  "write it in quotes in the file, or set it with --type string";

const EMPTY =
  "without an allocation, every number of the customer would be released: if that is meant, add allowEmpty: true";

/** `+61395556880`, or `+61395556900..+61395556999`. */
const number = z
  .string({ error: ({ input }) => (typeof input === "number" ? `${input}: ${NO_TEXT}` : undefined) })
  .regex(/^\+\d+(\.\.\+\d+)?$/, "expected a number, or first..last");

const numbers = z
  .array(number)
  .min(1, "expected a number at least; to release all of them, take the allocation out");

/** What stands under `customer` in Pulumi.<customer>.yaml. A name that is not known is a mistake. */
const customer = z
  .strictObject({
    msTenantId: z.guid("expected the GUID of the customer's Entra tenant"),
    allocations: z.record(z.string(), z.strictObject({ plan, numbers })),
    /** Says that `allocations` is empty on purpose, as for a customer who leaves. */
    allowEmpty: z.boolean().default(false),
  })
  .refine(({ allocations, allowEmpty }) => allowEmpty || Object.keys(allocations).length > 0, {
    path: ["allocations"],
    message: EMPTY,
  });

export type Customer = z.infer<typeof customer>;

/** The customer of this stack. Errors: every mistake in its file, with its place. */
export function readCustomer(): Customer {
  const read = customer.safeParse(new pulumi.Config().requireObject("customer"));
  if (read.success) return read.data;
  throw new pulumi.RunError(`Pulumi.${pulumi.getStack()}.yaml:\n${z.prettifyError(read.error)}`);
}
