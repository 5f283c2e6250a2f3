import type { NumberEntity } from "../../emulator";
import { NumberSet } from "../../provider/numbers/number-set";
import { missingOf, stateOf } from "../support/in-process/stack";
import { ourRows, rowsOf, setOf } from "./invariants";
import { operate, outcomeOf } from "./operate";
import { CALM } from "./plan";
import type { Declaration } from "./program";
import { TENANTS, show } from "./universe";
import { hasSettings, isUsed } from "./watch";
import type { World } from "./world";

const MARKED_FOR_REMOVAL = 2;
const READY_FOR_REMOVAL = 3;
const MOST_RUNS = 3;
const HOUR_MS = 60 * 60 * 1000;

/** Rule 5: once nothing disturbs any more, and people have done what is theirs to do, three runs put all in order. */
export async function converge(world: World, told: string[]): Promise<void> {
  settle(world);
  told.push("all comes to rest");
  let open = "";
  for (let run = 1; run <= MOST_RUNS; run += 1) {
    const up = await operate(world, { ...CALM, acceptsLoss: true, seed: run });
    const preview = await operate(world, { ...CALM, acceptsLoss: true, command: "preview" });
    told.push(`up${outcomeOf(up)}`, `preview${outcomeOf(preview)}`);
    if (world.violations.length > 0) return;
    open = [...up.troubles.map(({ during }) => `${during} failed`), ...preview.changes].join(", ");
    if (open === "") break;
    releaseNamed(world);
  }
  if (open !== "") world.violate(`rule 5: after ${MOST_RUNS} runs there is still: ${open}`);
  for (const tenant of TENANTS) judgeTenant(world, tenant);
}

/** Tasks end or are forgotten, and people do what error messages ask them to do. */
function settle(world: World): void {
  world.emulator.advance(HOUR_MS);
  const polled = world.emulator.requestsTo("task").map(({ path }) => path);
  // A run that was killed may not have come to ask for one that hangs, or that says for ever that it goes on.
  const hung = world.emulator
    .overview()
    .tasks.filter(({ endedAt, status }) => endedAt === null || status === "InProgress");
  const paths = [...polled, ...hung.map(({ id }) => `/api/v2/task/${id}`)];
  for (const path of new Set(paths)) forgetTask(world, path);
  const declared = world.program.declarations;
  for (const { options } of declared) delete options.releaseRemoved;
  for (const row of world.emulator.numbers()) {
    const number = row.telephoneNumber;
    if (isUsed(row)) world.emulator.portal.unassign(number);
    const owner = declared.find((one) => one.numbers.has(number));
    const isHeld = world.stack.holds(row.tenantId).has(number);
    const isInTheWay = owner !== undefined && !isHeld && !isTakenOver(world, row, owner);
    if (row.acquiredNumberStatus === READY_FOR_REMOVAL || world.moved.has(row.id) || isInTheWay)
      world.emulator.portal.remove(row.tenantId, number);
  }
}

/** People release in the portal what a warning has named as left there, where the program wants it elsewhere. */
function releaseNamed(world: World): void {
  for (const row of world.emulator.numbers()) {
    const number = row.telephoneNumber;
    const isNamed = world.abandonedIn(row.tenantId).minus(world.stack.holds(row.tenantId)).has(number);
    const owner = world.program.declarations.find((one) => one.numbers.has(number));
    if (isNamed && owner !== undefined && TENANTS[owner.tenant] !== row.tenantId)
      world.emulator.portal.remove(row.tenantId, number);
  }
}

/** As an interrupted run of ours leaves it, where the program wants it. */
function isTakenOver(world: World, row: NumberEntity, owner: Declaration): boolean {
  const isRecent = row.source === "webapi" && world.emulator.now() - row.whenCreated < 20 * HOUR_MS;
  const isInPlace = row.acquiredNumberStatus !== MARKED_FOR_REMOVAL && row.tenantId === TENANTS[owner.tenant];
  return isRecent && isInPlace && hasSettings(row, owner);
}

function forgetTask(world: World, path: string): void {
  const body = { type: "about:blank", title: "Not Found", status: 404, detail: "forgotten" };
  world.emulator.fail({ path, respond: { status: 404, body } });
}

function judgeTenant(world: World, tenant: string): void {
  const declared = NumberSet.unionAll(
    world.program.declarations.flatMap((one) => (TENANTS[one.tenant] === tenant ? one.numbers : [])),
  );
  const all = setOf(rowsOf(world, tenant));
  const ours = setOf(ourRows(world, tenant)).minus(world.abandonedIn(tenant));
  const missing = declared.minus(all);
  const tooMany = ours.minus(declared);
  if (!missing.isEmpty)
    world.violate(`rule 5: ${show(missing)} declared in ${tenant.slice(0, 4)} and not there`);
  if (!tooMany.isEmpty) world.violate(`rule 5: ${show(tooMany)} in ${tenant.slice(0, 4)} and not declared`);
  const states = world.stack.resources.map(stateOf);
  const drifted = NumberSet.unionAll(states.map(missingOf));
  if (!drifted.isEmpty) world.violate(`rule 5: ${show(drifted)} drifted in the end`);
}
