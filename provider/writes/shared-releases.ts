import { CANCELLED } from "../common/cancellation";
import { Gathering } from "../common/gathering";
import type { NumberSet } from "../numbers/number-set";
import { bestEffort } from "./best-effort";
import {
  type EndedRelease,
  type ReleaseOutcome,
  goneAfter,
  narrowRelease,
  notReleased,
  refusedRelease,
} from "./released";
import { type SharedRequest, sendInTurn } from "./send-in-turn";
import { type Part, type SharedOptions, SharedWrite } from "./shared-write";
import type { WriteContext } from "./write-context";

/**
 * One look is enough for all whose tasks end one soon after the other: a list after each of the hundred requests that release
 * a tenant of 100,000 would read 2,000 pages.
 */
const LOOK_TOGETHER = { quietMs: 1000, longestMs: 8000 };

type Ended = EndedRelease | { readonly refused: ReleaseOutcome };

export function sharedReleases(
  context: WriteContext,
  tenant: string,
  shared: SharedOptions,
): SharedWrite<Part, Ended, ReleaseOutcome> {
  const looks = new Gathering(context.clock, LOOK_TOGETHER, (ended: EndedRelease[]) =>
    goneAfter(context, tenant, ended),
  );
  let releasing = 0;
  return new SharedWrite({
    ...shared,
    send: async (numbers, parts) => {
      releasing += 1;
      try {
        return await sendRelease(context, tenant, { ...shared, numbers, parts });
      } finally {
        releasing -= 1;
      }
    },
    conclude: async (ended) => {
      if ("refused" in ended) return ended.refused;
      // What did not simply succeed is looked at by what its own task says.
      const isAlone = ended.end.verdict !== "succeeded" || (releasing === 0 && !looks.isBegun);
      if (isAlone) return goneAfter(context, tenant, [ended]);
      return narrowRelease(await looks.join(ended), ended.numbers);
    },
    narrow: narrowRelease,
  });
}

async function sendRelease(context: WriteContext, tenant: string, request: SharedRequest): Promise<Ended> {
  const { numbers } = request;
  if (context.cancellation.isCancelled) return { refused: notReleased(numbers, CANCELLED) };
  const urns = request.parts.map(({ urn }) => urn);
  const end = await sendInTurn(context, { doing: "releasing", ...request }, () => {
    note(context, tenant, { urns, numbers, fate: "release" });
    return context.api.release(tenant, [...numbers]);
  });
  if ("refused" in end || end.verdict === "failed") note(context, tenant, { urns, numbers, fate: "settle" });
  return "refused" in end ? { refused: refusedRelease(numbers, end.refused) } : { numbers, urns, end };
}

/** For a run that comes after this one is killed: its state still has the numbers, and they are no loss. */
function note(
  context: WriteContext,
  tenant: string,
  {
    urns: [urn = ""],
    numbers,
    fate,
  }: { urns: readonly string[]; numbers: NumberSet; fate: "release" | "settle" },
): void {
  const at = new Date(context.clock.now()).toISOString();
  bestEffort(context, urn, () => {
    context.journal[fate]({ platform: context.platform, tenant, urn }, { numbers, at });
  });
}
