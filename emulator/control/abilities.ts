import * as z from "zod";
import { REFUSABLE } from "../entities";
import { numbersSchema } from "../entity-schemas";
import { faultSchema } from "../fault-schema";
import { type Ability, ability } from "./ability";

const nothing = z.strictObject({});
const operation = z.enum(REFUSABLE).optional();

const query = z.strictObject({
  tenant: z.string().optional(),
  search: z.string().optional(),
  status: z.string().optional(),
  use: z.enum(["used", "free"]).optional(),
  profile: z.string().optional(),
  page: z.coerce.number().int().positive().optional(),
  size: z.coerce.number().int().positive().max(1_000).optional(),
});

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
      does: "tenants with their count of numbers, calling profiles, tasks, faults",
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
      at: "GET /rows",
      does: "a page of the numbers that match, in order, with names instead of codes",
      takes: query,
      example: { search: "+61 3 9555", use: "free", page: 1, size: 50 },
    },
    (emulator, asked) => emulator.rows(asked),
  ),
  ability(
    {
      at: "GET /matches",
      does: "all numbers that match",
      takes: query,
      example: { search: "+61395556900..+61395556999" },
    },
    (emulator, asked) => emulator.matches(asked),
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
  ability(
    { at: "POST /invite", does: "a link that opens the portal page once", takes: nothing },
    (emulator) => ({
      url: emulator.invite(),
    }),
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
  ability(
    {
      at: "POST /fail",
      does: "spoils requests, tasks or lists; see HttpFault, TaskFault and ListFault in the reference",
      takes: faultSchema,
      example: { verb: "POST", path: "/upload", respond: { status: 503 }, times: 1 },
    },
    (emulator, rule) => ({ id: emulator.fail(rule).id }),
  ),
  ability(
    { at: "GET /faults", does: "the rules in force, and how often each applied", takes: nothing },
    (emulator) => emulator.overview().faults,
  ),
  ability(
    {
      at: "POST /unfail",
      does: "lifts a rule",
      takes: z.strictObject({ id: z.string() }),
      example: { id: "1" },
    },
    (emulator, { id }) => emulator.unfail(id),
  ),
];
