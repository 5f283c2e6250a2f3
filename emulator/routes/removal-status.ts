import { ok, refused } from "../answers";
import { Body, parseJson } from "../body";
import { type Call, type Handler, onlyQuery } from "../call";
import { type NumberEntity, STATUS } from "../entities";
import { isGuid } from "../ids";
import type { World } from "../world";

const MOST = 500;

/** GET v3 removal-status/summary, of one tenant or of all. */
export const removalSummary: Handler = (world, call) => {
  onlyQuery(world, call, ["msTenantId"]);
  const text = call.query.get("mstenantid") ?? "";
  if (text !== "" && !isGuid(text)) throw bad(world, call, `msTenantId '${text}' is not a GUID.`);
  const tenantId = text === "" ? undefined : text.toLowerCase();
  const count = (status: number) => world.store.list({ tenantId, status, channel: call.channel }).length;
  const markedForRemovalCount = count(STATUS.MarkedForRemoval);
  const readyForRemovalCount = count(STATUS.ReadyForRemoval);
  const totalCount = markedForRemovalCount + readyForRemovalCount;
  return ok({ markedForRemovalCount, readyForRemovalCount, totalCount });
};

/** POST v3 ready-for-removal: 2 → 3. */
export const readyForRemoval: Handler = (world, call) => setStatus(world, call, STATUS.ReadyForRemoval);

/** POST v3 clear-removal-status: 2 → 0. */
export const clearRemovalStatus: Handler = (world, call) => setStatus(world, call, STATUS.Active);

function setStatus(world: World, call: Call, acquiredNumberStatus: number): ReturnType<Handler> {
  const rows = markedRows(world, call);
  for (const row of rows) world.store.change(row, { acquiredNumberStatus });
  const message = `Processed ${rows.length} numbers.`;
  return ok({ data: { processedCount: rows.length }, status: "success", succeeded: true, message });
}

function markedRows(world: World, call: Call): NumberEntity[] {
  const body = new Body(world, parseJson(world, call), ["telephoneNumbers"]);
  const numbers = body.numbers("telephoneNumbers");
  body.done();
  if (numbers.length < 1 || numbers.length > MOST)
    throw bad(world, call, `telephoneNumbers must hold 1 to ${MOST} numbers, not ${numbers.length}.`);

  const rows = numbers.flatMap((number) => markedRow(world, call, number) ?? []);
  const held = new Set(rows.map(({ telephoneNumber }) => telephoneNumber));
  const others = numbers.filter((number) => !held.has(number));
  if (others.length > 0) throw bad(world, call, `Not marked for removal: ${others.join(", ")}.`);
  return rows;
}

function markedRow(world: World, call: Call, number: string): NumberEntity | undefined {
  const row = world.store.get(number);
  if (row === undefined || !world.store.isVisible(row.tenantId, call.channel)) return undefined;
  return row.acquiredNumberStatus === STATUS.MarkedForRemoval ? row : undefined;
}

function bad(world: World, call: Call, detail: string): Error {
  return refused(world, { status: 400, title: "Bad Request", detail, instance: call.path });
}
