import { invalid, ok, refused } from "../answers";
import { Body, checkNumbers, parseJson } from "../body";
import { type Call, type Handler, requiredTenant } from "../call";
import type { Operation } from "../entities";
import { beginTask } from "../workflow";
import type { World } from "../world";

/** POST v2 release: a bare array of numbers, or `{ phoneNumberRanges }`. */
export const release: Handler = (world, call) => {
  const tenantId = requiredTenant(world, call);
  const json = parseJson(world, call);
  const ranges = !Array.isArray(json);
  const numbers = ranges ? rangedNumbers(world, json) : listedNumbers(world, json);
  const taskId = startOn(world, call, { operation: "release", tenantId, numbers, ranges });
  return ok(world.settings.releaseAnswer === "string" ? taskId : { taskId });
};

/** POST v2 unassign: `{ telephoneNumbers }`. */
export const unassign: Handler = (world, call) => {
  const tenantId = requiredTenant(world, call);
  const body = new Body(world, parseJson(world, call), ["telephoneNumbers"]);
  const numbers = body.numbers("telephoneNumbers");
  if (numbers.length === 0) body.fail("telephoneNumbers", "At least one number is required.");
  body.done();
  return ok({ taskId: startOn(world, call, { operation: "unassign", tenantId, numbers, ranges: false }) });
};

interface Start {
  readonly operation: Operation;
  readonly tenantId: string;
  readonly numbers: string[];
  readonly ranges: boolean;
}

function startOn(world: World, call: Call, start: Start): string {
  demandHeld(world, call, start);
  demandIdle(world, call, start.numbers);
  return beginTask(world, { ...start, upload: null }).id;
}

function listedNumbers(world: World, json: unknown[]): string[] {
  return gather(world, new Body(world, { phoneNumbers: json }, ["phoneNumbers"]), (body) =>
    checkNumbers(body, "phoneNumbers", body.texts("phoneNumbers")),
  );
}

function rangedNumbers(world: World, json: unknown): string[] {
  return gather(world, new Body(world, json, ["phoneNumberRanges"]), (body) => {
    const numbers = body.ranges("phoneNumberRanges", world.settings.maxNumbersPerRequest);
    return checkNumbers(body, "phoneNumberRanges", numbers);
  });
}

function gather(world: World, body: Body, read: (body: Body) => string[]): string[] {
  const numbers = read(body);
  const most = world.settings.maxNumbersPerRequest;
  if (numbers.length > most) body.fail("phoneNumbers", `At most ${most} numbers are allowed in one request.`);
  body.done();
  if (numbers.length === 0) throw invalid(world, { phoneNumbers: ["At least one number is required."] });
  return numbers;
}

function demandHeld(world: World, call: Call, { tenantId, numbers }: Start): void {
  const visible = world.store.isVisible(tenantId, call.channel);
  const strange = numbers.filter((number) => !visible || world.store.get(number)?.tenantId !== tenantId);
  if (strange.length === 0) return;
  const texts = strange.map((number) => `Number ${number} does not belong to tenant ${tenantId}.`);
  throw invalid(world, { phoneNumbers: texts });
}

function demandIdle(world: World, call: Call, numbers: readonly string[]): void {
  const busy = numbers.filter((number) => world.store.busy.has(number));
  if (busy.length === 0) return;
  const detail = `In another running operation: ${busy.join(", ")}.`;
  throw refused(world, { status: 400, title: "Operation in progress", detail, instance: call.path });
}
