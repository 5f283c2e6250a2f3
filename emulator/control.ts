import { z } from "zod";
import { ok, type Answer } from "./answers";
import { numberSettingsSchema } from "./entity-schemas";
import type { Emulator } from "./emulator";
import { faultSchema } from "./fault-schema";
import type { FaultHandle } from "./faults";
import { parsedBody, type Incoming } from "./incoming";

type Control = (emulator: Emulator, request: { body: unknown; query: Incoming["query"] }) => unknown;

const numbers = z.union([z.string(), z.array(z.string())]);
const some = z.strictObject({ numbers });
const operation = z.enum(["upload", "release", "unassign"]).optional();

/** Abilities over HTTP, by verb and path. */
const CONTROLS: ReadonlyMap<string, Control> = new Map<string, Control>([
  ["GET /requests", (emulator) => emulator.requests],
  ["GET /counts", (emulator) => emulator.counts],
  ["GET /numbers", (emulator, { query }) => emulator.numbers(query["tenant"])],
  ["GET /tally", (emulator, { query }) => tally(emulator, query["number"] ?? "")],
  ["POST /reset", (emulator) => emulator.reset()],
  [
    "POST /advance",
    (emulator, { body }) => emulator.advance(z.strictObject({ ms: z.number() }).parse(body).ms),
  ],
  ["POST /refuse", (emulator, { body }) => refuse(emulator, body)],
  ["POST /unrefuse", (emulator, { body }) => unrefuse(emulator, body)],
  [
    "POST /portal/remove",
    ({ portal }, { body }) => {
      const asked = some.extend({ tenant: z.string() }).parse(body);
      portal.remove(asked.tenant, asked.numbers);
    },
  ],
  [
    "POST /portal/add",
    ({ portal }, { body }) => {
      const asked = some
        .extend({ tenant: z.string(), settings: numberSettingsSchema.optional() })
        .parse(body);
      portal.add(asked.tenant, asked.numbers, asked.settings);
    },
  ],
  ["POST /portal/mark", ({ portal }, { body }) => portal.mark(some.parse(body).numbers)],
  [
    "POST /portal/readyForRemoval",
    ({ portal }, { body }) => portal.readyForRemoval(some.parse(body).numbers),
  ],
  ["POST /portal/unassign", ({ portal }, { body }) => portal.unassign(some.parse(body).numbers)],
  ["POST /portal/acquire", ({ portal }, { body }) => portal.acquire(some.parse(body).numbers)],
  [
    "POST /portal/setStatus",
    ({ portal }, { body }) => {
      const asked = some.extend({ acquiredNumberStatus: z.number().nullable() }).parse(body);
      portal.setStatus(asked.numbers, asked.acquiredNumberStatus);
    },
  ],
  [
    "POST /portal/reprofile",
    ({ portal }, { body }) => {
      const asked = some.extend({ callingProfileId: z.string() }).parse(body);
      portal.reprofile(asked.numbers, asked.callingProfileId);
    },
  ],
  [
    "POST /portal/assign",
    ({ portal }, { body }) => {
      const asked = some.extend({ assignmentStatus: z.string().optional() }).parse(body);
      portal.assign(asked.numbers, asked.assignmentStatus);
    },
  ],
  [
    "POST /portal/move",
    ({ portal }, { body }) => {
      const asked = some.extend({ toTenant: z.string() }).parse(body);
      portal.move(asked.numbers, asked.toTenant);
    },
  ],
  [
    "POST /portal/setCapabilities",
    ({ portal }, { body }) => {
      const asked = some.extend({ capabilities: z.array(z.string()) }).parse(body);
      portal.setCapabilities(asked.numbers, asked.capabilities);
    },
  ],
  [
    "POST /portal/age",
    ({ portal }, { body }) => {
      const asked = some.extend({ ms: z.number() }).parse(body);
      portal.age(asked.numbers, asked.ms);
    },
  ],
  [
    "POST /portal/setSbcOnline",
    ({ portal }, { body }) => {
      const asked = z.strictObject({ sbcId: z.number(), online: z.boolean() }).parse(body);
      portal.setSbcOnline(asked.sbcId, asked.online);
    },
  ],
]);

/** Answers what comes under `/_emulator`; rules that were put in force over HTTP are kept by id. */
export function answerControl(emulator: Emulator): (incoming: Incoming) => Answer {
  const rules = new Map<string, FaultHandle>();
  const controls = new Map<string, Control>([...CONTROLS, ...faultControls(rules)]);
  return ({ verb, path, query, body }) => {
    const control = controls.get(`${verb} ${path}`);
    if (control === undefined) return { status: 404, body: { error: `No such ability: ${verb} ${path}` } };
    try {
      return ok(control(emulator, { body: parsedBody(body), query }) ?? {});
    } catch (error) {
      return { status: 400, body: { error: error instanceof Error ? error.message : "Unknown error" } };
    }
  };
}

function faultControls(rules: Map<string, FaultHandle>): Map<string, Control> {
  const idOf = (body: unknown) => z.strictObject({ id: z.string() }).parse(body).id;
  return new Map<string, Control>([
    [
      "POST /fail",
      (emulator, { body }) => {
        const id = String(rules.size + 1);
        rules.set(id, emulator.fail(faultSchema.parse(body)));
        return { id };
      },
    ],
    ["GET /faults", () => [...rules].map(([id, { hits }]) => ({ id, hits }))],
    ["POST /unfail", (_emulator, { body }) => rules.get(idOf(body))?.remove()],
  ]);
}

function tally(emulator: Emulator, number: string): { uploads: number; releases: number } {
  return { uploads: emulator.uploadsOf(number), releases: emulator.releasesOf(number) };
}

function refuse(emulator: Emulator, body: unknown): void {
  const asked = some.extend({ reason: z.string(), operation }).parse(body);
  emulator.refuse(asked.numbers, asked.reason, asked.operation);
}

function unrefuse(emulator: Emulator, body: unknown): void {
  const asked = some.extend({ operation }).parse(body);
  emulator.unrefuse(asked.numbers, asked.operation);
}
