import { z } from "zod";
import { numbersSchema } from "../entity-schemas";
import { faultSchema } from "../fault-schema";
import type { FaultHandle } from "../faults";
import { REFUSABLE } from "../entities";
import { ability, type Ability } from "./ability";

const nothing = z.strictObject({});
const operation = z.enum(REFUSABLE).optional();

/** What can be asked and ordered, but for the portal's clicks. */
export const ABILITIES: readonly Ability[] = [
  ability(
    { at: "GET /requests", does: "the requests to the API since the start", takes: nothing },
    (emulator) => emulator.requests,
  ),
  ability(
    {
      at: "GET /counts",
      does: "how many requests of each kind, and numbers uploaded and released",
      takes: nothing,
    },
    (emulator) => emulator.counts,
  ),
  ability(
    {
      at: "GET /overview",
      does: "tenants with their count of numbers, and calling profiles",
      takes: nothing,
    },
    (emulator) => emulator.overview(),
  ),
  ability(
    {
      at: "GET /numbers",
      does: "the rows, of one tenant or all",
      takes: z.strictObject({ tenant: z.string().optional() }),
      example: { tenant: "3bc57cac-5794-457f-ad36-2c88cade9dbb" },
    },
    (emulator, { tenant }) => emulator.numbers(tenant),
  ),
  ability(
    {
      at: "GET /tally",
      does: "how often a number was uploaded and released",
      takes: z.strictObject({ number: z.string() }),
      example: { number: "+61395556905" },
    },
    (emulator, { number }) => ({
      uploads: emulator.uploadsOf(number),
      releases: emulator.releasesOf(number),
    }),
  ),
  ability(
    {
      at: "GET /log",
      does: "requests, what was done in the portal, and tasks that ended, after a serial number",
      takes: z.strictObject({ after: z.coerce.number().int().optional() }),
      example: { after: 0 },
    },
    (emulator, { after }) => emulator.log(after),
  ),
  ability({ at: "POST /reset", does: "goes back to the seed", takes: nothing }, (emulator) =>
    emulator.reset(),
  ),
  ability(
    {
      at: "POST /advance",
      does: "moves time on; what falls due happens",
      takes: z.strictObject({ ms: z.number().nonnegative() }),
      example: { ms: 2_000 },
    },
    (emulator, { ms }) => emulator.advance(ms),
  ),
  ability(
    {
      at: "POST /refuse",
      does: "tasks refuse these numbers from now on; with numberStatus, number-status objects to them",
      takes: z.strictObject({ numbers: numbersSchema, reason: z.string(), operation }),
      example: { numbers: "+61395556905", reason: "held by another operator", operation: "upload" },
    },
    (emulator, asked) => emulator.refuse(asked.numbers, asked.reason, asked.operation),
  ),
  ability(
    {
      at: "POST /unrefuse",
      does: "takes that back",
      takes: z.strictObject({ numbers: numbersSchema, operation }),
      example: { numbers: "+61395556905", operation: "upload" },
    },
    (emulator, asked) => emulator.unrefuse(asked.numbers, asked.operation),
  ),
];

/** Rules that were put in force over HTTP are known by their ids. */
export function faultAbilities(): Ability[] {
  const rules = new Map<string, FaultHandle>();
  return [
    ability(
      {
        at: "POST /fail",
        does: "spoils requests, tasks or lists; see HttpFault, TaskFault and ListFault in the reference",
        takes: faultSchema,
        example: { verb: "POST", path: "/upload", respond: { status: 503 }, times: 1 },
      },
      (emulator, rule) => {
        const id = String(rules.size + 1);
        rules.set(id, emulator.fail(rule));
        return { id };
      },
    ),
    ability({ at: "GET /faults", does: "those rules, and how often each applied", takes: nothing }, () =>
      [...rules].map(([id, { hits }]) => ({ id, hits })),
    ),
    ability(
      {
        at: "POST /unfail",
        does: "lifts a rule",
        takes: z.strictObject({ id: z.string() }),
        example: { id: "1" },
      },
      (_emulator, { id }) => {
        const rule = rules.get(id);
        if (rule === undefined) throw new Error(`id: no rule ${id} has been put in force over HTTP.`);
        rule.remove();
      },
    ),
  ];
}
