import { z } from "zod";
import type { FaultRule } from "./faults";

const numbers = z.union([z.string(), z.array(z.string())]);
const counting = { times: z.number().optional(), after: z.number().optional() };

const httpSchema = z.strictObject({
  ...counting,
  kind: z.literal("http").optional(),
  verb: z.string().optional(),
  path: z.string().optional(),
  /** Instead of `path`: the source of a regular expression. */
  pathRegExp: z.string().optional(),
  when: z.enum(["before", "after"]).optional(),
  respond: z
    .strictObject({
      status: z.number().int(),
      body: z.unknown(),
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
  skip: numbers.optional(),
  messages: z
    .array(z.strictObject({ level: z.enum(["Information", "Error"]), message: z.string() }))
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

/** A rule as JSON; `rewrite` and regular expressions have no JSON, the latter come as `pathRegExp`. */
export const faultSchema = z.union([taskSchema, listSchema, httpSchema]).transform((rule): FaultRule => {
  if (rule.kind === "task" || rule.kind === "list") return rule;
  const { pathRegExp, path, ...rest } = rule;
  return { ...rest, path: pathRegExp === undefined ? path : new RegExp(pathRegExp) };
});
