import { append } from "../common/append";
import { NumberSet } from "../numbers/number-set";
import type { KnownAllocation } from "../run/allocation";
import { type EarlierSettings, pickSettings } from "../state/earlier-settings";
import type { Reason } from "../state/reason";
import { withSettings } from "../state/settings-change";
import type { AllocationInputs } from "../state/state";
import { type Rows, inUse, pick, withRow } from "../tenant/rows";
import { awaitLeaving } from "../writes/leaving";
import { release } from "../writes/release";
import { upload } from "../writes/upload";
import { type UploadOutcome, joinUploads } from "../writes/uploaded";
import type { Context } from "./context";

/** A tenth of the allocation goes at a time, and never less than this. */
const SMALLEST_CHUNK = 100;

/** Numbers in the tenant that are to get other settings, which only a release and a new upload give them. */
interface SettingsChange {
  /** The settings to come. */
  inputs: AllocationInputs;
  /** What its numbers go back to where the platform refuses the new ones; those that nothing is known of are as declared. */
  had: readonly EarlierSettings[];
  /** Those in use may be unassigned. */
  rows: Rows;
}

interface Changed extends UploadOutcome {
  /** Released, whatever came of it: what was known of them before is no longer so. */
  touched: NumberSet;
  /** Those that still have the settings of before, or none. */
  undone: NumberSet;
}

/**
 * Gives numbers new settings without taking the allocation out of service: one number that is not in use goes first, and is put
 * back where the platform refuses it; then a tenth of them at a time, each uploaded before the next is released. A run
 * that is killed leaves one chunk out of the tenant at the most. Stops at the first chunk that does not come back as a whole.
 */
export async function changeSettings(
  context: Context,
  allocation: KnownAllocation,
  change: SettingsChange,
): Promise<Changed> {
  const all = withRow(change.rows);
  const outcomes: UploadOutcome[] = [];
  let touched = NumberSet.empty;
  let done = NumberSet.empty;
  let restored = NumberSet.empty;
  for (const chunk of chunksOf(context, change.rows)) {
    const step = await changeChunk(context, allocation, { ...change, chunk });
    touched = touched.union(step.touched);
    done = done.union(step.done);
    restored = restored.union(step.restored);
    outcomes.push(step.outcome);
    if (!chunk.minus(step.done).isEmpty) break;
  }
  const joined = joinUploads(outcomes);
  const undone = all.minus(done).minus(joined.pending.numbers.minus(restored));
  return {
    ...joined,
    touched,
    undone,
    reasons: [...joined.reasons, ...notReached(all, touched, joined.reasons)],
  };
}

/** One that is not in use, if there is one, then the others in tenths. */
function chunksOf(context: Context, rows: Rows): NumberSet[] {
  const all = withRow(rows);
  const free = all.minus(inUse(rows));
  const first = (free.isEmpty ? all : free).take(1);
  const tenth = Math.max(SMALLEST_CHUNK, Math.ceil(all.size / 10));
  const rest = all.minus(first);
  const chunks = rest.chunks(Math.min(tenth, context.settings.maxNumbersPerRequest));
  return first.isEmpty ? [] : [first, ...chunks];
}

interface Step {
  touched: NumberSet;
  /** In the tenant with the new settings. */
  done: NumberSet;
  /** Sent with the settings of before. */
  restored: NumberSet;
  outcome: UploadOutcome;
}

async function changeChunk(
  context: Context,
  allocation: KnownAllocation,
  { chunk, ...change }: SettingsChange & { chunk: NumberSet },
): Promise<Step> {
  const { inputs } = change;
  const gone = await release(context, allocation, pick(change.rows, chunk));
  const leaving = await awaitLeaving(context, allocation, gone.leaving);
  const free = gone.released.minus(leaving);
  const uploaded = await upload(context, allocation.urn, { inputs, numbers: free, ours: free, begun: free });
  const done = withRow(uploaded.rows);
  const refused = free.minus(done).minus(uploaded.pending.numbers);
  const back = await putBack(context, allocation.urn, { ...change, refused });
  const reasons = [...gone.reasons, ...stillLeaving(leaving), ...uploaded.reasons];
  const outcome = joinUploads([{ ...uploaded, reasons }, back]);
  return { touched: gone.released, done, restored: refused, outcome };
}

/** Better with the settings of before than in no tenant at all. */
async function putBack(
  context: Context,
  urn: string,
  { inputs: declared, had, rows, refused }: SettingsChange & { refused: NumberSet },
): Promise<UploadOutcome> {
  const known = NumberSet.unionOf(had);
  const all = [...had, { numbers: refused.minus(known), settings: pickSettings(declared) }];
  const outcomes: UploadOutcome[] = [];
  for (const { numbers: some, settings } of all) {
    const before = withSettings(declared, settings);
    for (const [callingProfile, numbers] of byProfile(rows, refused.intersect(some), before.callingProfile)) {
      const inputs = { ...before, callingProfile };
      outcomes.push(await upload(context, urn, { inputs, numbers, ours: numbers, begun: numbers }));
    }
  }
  const back = joinUploads(outcomes);
  const there = withRow(back.rows);
  if (there.isEmpty) return back;
  const text = "refused with the new settings, and put back with the old ones";
  return { ...back, reasons: [{ code: "put_back", numbers: there, text }, ...back.reasons] };
}

/** Somebody may have given them another profile than the state knows: what the tenant showed is what they had. */
function byProfile(rows: Rows, numbers: NumberSet, known: string): Map<string, NumberSet> {
  const groups = new Map<string, string[]>();
  for (const phoneNumber of numbers) {
    const row = rows.get(phoneNumber);
    const profile = (row === "unreadable" ? undefined : row?.callingProfileId) ?? known;
    append(groups, profile, phoneNumber);
  }
  return new Map([...groups].map(([profile, some]) => [profile, NumberSet.fromNumbers(some)]));
}

function stillLeaving(numbers: NumberSet): Reason[] {
  if (numbers.isEmpty) return [];
  const text = "ReleaseRequested: leaving the tenant; run pulumi up again when that is done, to upload again";
  return [{ code: "leaving", numbers, text }];
}

function notReached(all: NumberSet, touched: NumberSet, reasons: readonly Reason[]): Reason[] {
  const named = NumberSet.unionOf(reasons);
  const numbers = all.minus(touched).minus(named);
  if (numbers.isEmpty) return [];
  return [{ code: "not_changed", numbers, text: "not touched, and still with the old settings" }];
}
