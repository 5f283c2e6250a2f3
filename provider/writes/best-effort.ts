import { messageOf } from "../common/message-of";
import type { WriteContext } from "./write-context";

/**
 * Notes what a write has brought about. What cannot be noted (a full disk) must not keep the engine from saving it: that would
 * lose the numbers, where a missing note only tells the next run less.
 */
export function bestEffort(context: WriteContext, urn: string, note: () => void): void {
  try {
    note();
  } catch (error) {
    context.warnOnce(urn, `Could not write this run's notes for the next run: ${messageOf(error)}`);
  }
}

/** What earlier runs have noted: nothing where that cannot be read. */
export function readNotes<T>(
  context: Pick<WriteContext, "warnOnce">,
  urn: string,
  read: () => readonly T[],
): readonly T[] {
  try {
    return read();
  } catch (error) {
    context.warnOnce(urn, `Could not read the notes of earlier runs: ${messageOf(error)}`);
    return [];
  }
}
