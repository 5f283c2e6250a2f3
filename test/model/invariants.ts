import { isDeepStrictEqual } from "node:util";

import type { NumberEntity } from "../../emulator";
import { NumberSet } from "../../provider/numbers/number-set";
import { UserError } from "../../provider/state/errors";
import { numbersOf } from "../../provider/state/owned-numbers";
import type { InProcessEngine, Trouble } from "../support/in-process/in-process-engine";
import { type Resource, missingOf, nameOf, stateOf } from "../support/in-process/stack";
import { deniedByTwo } from "./disturbances";
import { type Plan, isCalm } from "./plan";
import { TENANTS, TOKEN, show } from "./universe";
import type { World } from "./world";

const RELEASE_REQUESTED = 1;
const NAMES_SOMETHING = /\+\d{8,15}|\b(GET|POST) \/|[0-9a-f]{8}-[0-9a-f-]{27}|slot\d/;
const SAYS_WHAT_NEXT =
  /run (pulumi )?(up )?again|run pulumi|again|alias|adoptExisting|release it|unassign|take it out|LIVEPLATFORM_|look |check |wait |retry|support/i;

interface Ended {
  engine: InProcessEngine;
  /** What the provider showed to people. */
  shown: readonly string[];
}

/** What must hold after every operation, whatever happened in it. */
export function judge(world: World, plan: Plan, { engine, shown }: Ended): void {
  for (const trouble of engine.troubles) judgeTrouble(world, trouble);
  judgeSecrets(world, { engine, shown });
  if (plan.command === "preview") return;
  forgive(world, plan);
  judgeForgotten(world);
  for (const resource of world.stack.resources) judgeSaved(world, resource);
  const isClean = isCalm(plan) && engine.troubles.length === 0 && plan.refresh && plan.targets === undefined;
  if (isClean) for (const resource of world.stack.resources) judgeClaims(world, resource);
}

/** Rule 7: `read` says gone only of what is gone. */
export function judgeGone(world: World, resource: Resource): void {
  const state = stateOf(resource);
  const there = rowsOf(world, state.msTenantId).filter(({ telephoneNumber }) =>
    numbersOf(state).has(telephoneNumber),
  );
  const wrong = setOf(there).minus(world.touched);
  if (!wrong.isEmpty)
    world.violate(`rule 7: ${nameOf(resource.urn)} read as gone, and ${show(wrong)} are there`);
}

/** Rule 6: an error is a sentence for people. */
function judgeTrouble(world: World, { during, error }: Trouble): void {
  if (!(error instanceof UserError)) {
    world.violate(`rule 6: ${during} failed like a bug: ${error.stack ?? error.message}`);
    return;
  }
  const { message } = error;
  if (!NAMES_SOMETHING.test(message))
    world.violate(`rule 6: ${during} names no number and no request: ${message}`);
  if (!SAYS_WHAT_NEXT.test(message)) world.violate(`rule 6: ${during} says no next step: ${message}`);
  if (/\n\s+at /.test(message)) world.violate(`rule 6: ${during} shows a stack: ${message}`);
}

/** Rule 8: the token is nowhere. */
function judgeSecrets(world: World, { engine, shown }: Ended): void {
  const messages = engine.troubles.map(({ error }) => `${error.message} ${error.stack}`);
  const all = JSON.stringify([shown, messages, engine.stack.resources]);
  if (all.includes(TOKEN)) world.violate("rule 8: the token is in a message or in the state");
}

/** Who broke off cannot have written down what was on its way; who is told the same untruth twice believes it. */
function forgive(world: World, { crash, faults }: Plan): void {
  for (const tenant of TENANTS) {
    if (crash !== undefined) world.abandon(tenant, world.watch.uploadedTo(tenant));
    world.abandon(tenant, deniedByTwo(faults).intersect(setOf(ourRows(world, tenant))));
    world.abandoned.set(tenant, world.abandonedIn(tenant).minus(world.stack.holds(tenant)));
  }
}

/** Rule 3: what we uploaded is in the state, in its own tenant. */
function judgeForgotten(world: World): void {
  for (const tenant of TENANTS) {
    const ours = setOf(ourRows(world, tenant));
    const forgotten = ours.minus(world.stack.holds(tenant)).minus(world.abandonedIn(tenant));
    if (!forgotten.isEmpty)
      world.violate(`rule 3: ${show(forgotten)} in ${tenant.slice(0, 4)}, and in no state`);
  }
}

/** Rule 3, the other way round: what the state claims to be in place is. */
function judgeClaims(world: World, resource: Resource): void {
  const state = stateOf(resource);
  const claimed = state.numbers.minus(missingOf(state));
  const lacking = claimed.minus(setOf(rowsOf(world, state.msTenantId)));
  if (!lacking.isEmpty)
    world.violate(`rule 3: ${nameOf(resource.urn)} claims ${show(lacking)}, which are not there`);
}

/** What the engine would lose or misread. */
function judgeSaved(world: World, { urn, inputs, outputs }: Resource): void {
  for (const key of ["__provider", "__urn", "msTenantId", "callingProfile"]) {
    if (!isDeepStrictEqual(inputs[key], outputs[key]) && key !== "__urn") {
      world.violate(
        `${nameOf(urn)}: ${key} is ${String(outputs[key])} in the outputs, ${String(inputs[key])} in the inputs`,
      );
    }
  }
}

/** Rows that an upload of ours made, and that nobody gave to somebody else. */
export function ourRows(world: World, tenant: string): NumberEntity[] {
  return rowsOf(world, tenant).filter(
    ({ id, source, acquiredNumberStatus }) =>
      source === "webapi" && !world.moved.has(id) && acquiredNumberStatus !== RELEASE_REQUESTED,
  );
}

export function rowsOf(world: World, tenant: string): NumberEntity[] {
  return world.emulator.numbers(tenant);
}

export function setOf(rows: readonly NumberEntity[]): NumberSet {
  return NumberSet.fromNumbers(rows.map(({ telephoneNumber }) => telephoneNumber));
}
