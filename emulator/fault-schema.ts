import * as z from "zod";
import { numbersSchema as numbers } from "./entity-schemas";
import type { FaultRule } from "./faults";

const counting = { times: z.number().optional(), after: z.number().optional() };

const httpSchema = z.strictObject({
  ...counting,
  kind: z.literal("http").optional(),
  verb: z.string().optional(),
  path: z.string().optional(),
  /** Instead of `path`: the source of a regular expression. */
  pathRegExp: z.string().refine(isRegExp, "not a regular expression").optional(),
  when: z.enum(["before", "after"]).optional(),
  respond: z
    .strictObject({
      status: z.number().int(),
      body: z.unknown().optional(),
      headers: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  drop: z.boolean().optional(),
  delayMs: z.number().optional(),
  truncate: z.boolean().optional(),
  html: z.boolean().optional(),
});

const taskSchema = z.strictObject({
  ...counting,
  kind: z.literal("task"),
  operation: z.enum(["upload", "release", "unassign"]).optional(),
  numbers: numbers.optional(),
  status: z.string().optional(),
  hang: z.boolean().optional(),
  vanish: z.boolean().optional(),
  lagMs: z.number().optional(),
  skip: numbers.optional(),
  messages: z
    .array(z.strictObject({ level: z.enum(["Information", "Warning", "Error"]), message: z.string() }))
    .optional(),
});

const listSchema = z.strictObject({
  ...counting,
  kind: z.literal("list"),
  tenant: z.string().optional(),
  page: z.number().int().optional(),
  empty: z.boolean().optional(),
  lagMs: z.number().optional(),
  hide: numbers.optional(),
  omit: numbers.optional(),
  repeat: numbers.optional(),
  unfiltered: z.boolean().optional(),
  shift: z.number().int().optional(),
  unreadable: numbers.optional(),
  foreign: z.string().optional(),
  malformed: z.boolean().optional(),
});

const EXPECTED_KIND = { error: "expected one of task, list, http" };

/** A rule as JSON; `rewrite` and regular expressions have no JSON, the latter come as `pathRegExp`. */
export const faultSchema = z
  .discriminatedUnion("kind", [taskSchema, listSchema, httpSchema], EXPECTED_KIND)
  .transform((rule): FaultRule => {
    if (rule.kind === "task" || rule.kind === "list") return rule;
    const { pathRegExp, path, ...rest } = rule;
    return { ...rest, path: pathRegExp === undefined ? path : new RegExp(pathRegExp) };
  });

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
