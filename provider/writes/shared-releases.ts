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

/** The journal has it for a run that comes after this one is killed: its state still has the numbers, and they are no loss. */
async function sendRelease(context: WriteContext, tenant: string, request: SharedRequest): Promise<Ended> {
  const { api, cancellation, clock, journal, platform } = context;
  const { numbers } = request;
  if (cancellation.isCancelled) return { refused: notReleased(numbers, CANCELLED) };
  const urns = request.parts.map(({ urn }) => urn);
  const place = { platform, tenant, urn: urns[0] ?? "" };
  const note = (write: (said: { numbers: NumberSet; at: string }) => void): void => {
    bestEffort(context, place.urn, () => write({ numbers, at: new Date(clock.now()).toISOString() }));
  };
  const end = await sendInTurn(context, { doing: "releasing", ...request }, async () => {
    let key = "";
    note((said) => (key = journal.release(place, said)));
    const accepted = await api.release(tenant, [...numbers]);
    note(() => journal.accepted(key, accepted.taskId));
    return accepted;
  });
  if ("refused" in end || end.verdict === "failed") note((said) => journal.settle(place, said));
  return "refused" in end ? { refused: refusedRelease(numbers, end.refused) } : { numbers, urns, end };
}
