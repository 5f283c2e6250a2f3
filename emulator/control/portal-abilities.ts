import * as z from "zod";
import { numberSettingsSchema, numbersSchema } from "../entity-schemas";
import { type Ability, ability } from "./ability";

const NUMBERS = "+61395556905";
const TENANT = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const some = z.strictObject({ numbers: numbersSchema });

/** The methods of `Portal`, by name. */
export const PORTAL_ABILITIES: readonly Ability[] = [
  ability(
    {
      at: "POST /portal/add",
      does: "adds numbers, Active and Unassigned unless the settings say otherwise",
      takes: some.extend({ tenant: z.string(), settings: numberSettingsSchema.optional() }),
      example: {
        tenant: TENANT,
        numbers: ["+61395556905", "+61395556910..+61395556919"],
        settings: { capabilities: ["InboundCalling"] },
      },
    },
    ({ portal }, asked) => portal.add(asked.tenant, asked.numbers, asked.settings),
  ),
  ability(
    {
      at: "POST /portal/remove",
      does: "takes numbers away without a release; of one tenant, or whoever holds them",
      takes: some.extend({ tenant: z.string().optional() }),
      example: { tenant: TENANT, numbers: NUMBERS },
    },
    ({ portal }, asked) => portal.remove(asked.tenant, asked.numbers),
  ),
  ability(
    {
      at: "POST /portal/reprofile",
      does: "gives numbers another calling profile",
      takes: some.extend({ callingProfileId: z.string() }),
      example: { numbers: NUMBERS, callingProfileId: "5f3fbb3b-df9b-483d-b294-c7eb01e22aac" },
    },
    ({ portal }, asked) => portal.reprofile(asked.numbers, asked.callingProfileId),
  ),
  ability(
    {
      at: "POST /portal/assign",
      does: "assigns numbers: they are in use",
      takes: some.extend({ assignmentStatus: z.string().optional() }),
      example: { numbers: NUMBERS, assignmentStatus: "UserAssigned" },
    },
    ({ portal }, asked) => portal.assign(asked.numbers, asked.assignmentStatus),
  ),
  ability(
    { at: "POST /portal/unassign", does: "unassigns numbers", takes: some, example: { numbers: NUMBERS } },
    ({ portal }, asked) => portal.unassign(asked.numbers),
  ),
  ability(
    {
      at: "POST /portal/mark",
      does: "marks numbers for removal",
      takes: some,
      example: { numbers: NUMBERS },
    },
    ({ portal }, asked) => portal.mark(asked.numbers),
  ),
  ability(
    {
      at: "POST /portal/readyForRemoval",
      does: "confirms numbers for deletion",
      takes: some,
      example: { numbers: NUMBERS },
    },
    ({ portal }, asked) => portal.readyForRemoval(asked.numbers),
  ),
  ability(
    {
      at: "POST /portal/setStatus",
      does: "gives numbers any acquiredNumberStatus, also null and unknown ones",
      takes: some.extend({ acquiredNumberStatus: z.number().nullable() }),
      example: { numbers: NUMBERS, acquiredNumberStatus: 4 },
    },
    ({ portal }, asked) => portal.setStatus(asked.numbers, asked.acquiredNumberStatus),
  ),
  ability(
    {
      at: "POST /portal/acquire",
      does: "makes uploaded numbers Active now",
      takes: some,
      example: { numbers: NUMBERS },
    },
    ({ portal }, asked) => portal.acquire(asked.numbers),
  ),
  ability(
    {
      at: "POST /portal/move",
      does: "hands numbers to another tenant",
      takes: some.extend({ toTenant: z.string() }),
      example: { numbers: NUMBERS, toTenant: "f94238e5-4f2c-4e1b-8125-2d27122ca75f" },
    },
    ({ portal }, asked) => portal.move(asked.numbers, asked.toTenant),
  ),
  ability(
    {
      at: "POST /portal/setCapabilities",
      does: "sets acquiredCapabilities exactly as given",
      takes: some.extend({ capabilities: z.array(z.string()) }),
      example: { numbers: NUMBERS, capabilities: ["InboundCalling"] },
    },
    ({ portal }, asked) => portal.setCapabilities(asked.numbers, asked.capabilities),
  ),
  ability(
    {
      at: "POST /portal/age",
      does: "moves whenCreated and acquiredOn into the past",
      takes: some.extend({ ms: z.number() }),
      example: { numbers: NUMBERS, ms: 86_400_000 },
    },
    ({ portal }, asked) => portal.age(asked.numbers, asked.ms),
  ),
  ability(
    {
      at: "POST /portal/setSbcOnline",
      does: "takes an SBC off line, or back",
      takes: z.strictObject({ sbcId: z.number().int(), online: z.boolean() }),
      example: { sbcId: 11, online: false },
    },
    ({ portal }, asked) => portal.setSbcOnline(asked.sbcId, asked.online),
  ),
];
