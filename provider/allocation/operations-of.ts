import type { Opened, Operations } from "../common/operations";
import { parseInputs, parseState, printInputs, printState } from "../state/state";
import { checkAllocation } from "./check";
import type { Context } from "./context";
import { createAllocation } from "./create";
import { deleteAllocation } from "./delete";
import { diffAllocation } from "./diff";
import { readAllocation } from "./read";
import type { KnownSubject, Subject } from "./subject";
import { updateAllocation } from "./update";

/**
 * The six operations of one process: reads what they are given, says which allocation it is of, and prints what they come to.
 */
export function operationsOf(context: Context): Operations {
  const subjectOf = ({ urn, isSecret }: Opened, tenant: string): Subject => ({
    ...{ urn, isSecret, tenant },
    platform: context.platform,
  });
  /** All that is known of one that is read or deleted is its state, and that may have a URN of before. */
  const ofState = (id: string, opened: Opened, tenant: string): KnownSubject => ({
    ...subjectOf(opened, tenant),
    ...{ id, urn: context.ledger.urnOf(id, opened.urn) },
  });
  return {
    check: (olds, news) => checkAllocation(context, olds.values, news),
    diff: async (id, olds, news) => {
      const state = parseState(olds.values);
      const allocation = { ...subjectOf(news, state.msTenantId), id };
      const found = await diffAllocation(context, allocation, { state, news });
      return { ...found, changes: found.changes === false ? olds.isSecret !== news.isSecret : found.changes };
    },
    create: async (inputs) => {
      const to = parseInputs(inputs);
      const { id, state } = await createAllocation(context, subjectOf(inputs, to.msTenantId), to);
      return { id, outs: printState(state) };
    },
    read: async (id, props) => {
      const state = parseState(props.values);
      const found = await readAllocation(context, ofState(id, props, state.msTenantId), state);
      return found === undefined ? {} : { id, props: printState(found), inputs: printInputs(found) };
    },
    update: async (id, olds, news) => {
      const [from, to] = [parseState(olds.values), parseInputs(news)];
      const allocation = { ...subjectOf(news, to.msTenantId), id };
      return { outs: printState(await updateAllocation(context, allocation, { from, to })) };
    },
    delete: async (id, props) => {
      const from = parseState(props.values);
      await deleteAllocation(context, ofState(id, props, from.msTenantId), from);
    },
  };
}
