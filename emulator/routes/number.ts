import { ok, refused } from "../answers";
import type { Handler } from "../call";
import { numberV2 } from "../number-payload";

/** GET v2 numbers/{number}; the + may come encoded or as it is. */
export const number: Handler = (world, call) => {
  const row = world.store.get(call.captured);
  if (row !== undefined && world.store.isVisible(row.tenantId, call.channel)) return ok(numberV2(world, row));
  const detail = `Number ${call.captured} was not found.`;
  throw refused(world, { status: 404, title: "Not Found", detail, instance: call.path });
};
