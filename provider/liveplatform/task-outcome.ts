/** Where a task stands. `unknown`: a status of which it cannot be told whether it is an end. */
export type TaskOutcome = "running" | "succeeded" | "failed" | "unknown";

const FAILURE =
  /fail|error|cancel|abort|reject|faulted|timedout|timeout|terminated|expired|partial|unsuccess|incomplete/;
const SUCCESS = /^(complete|success|succeeded|done|finished)/;
/** Words with which an end begins, whatever follows them. */
const END = /^(complet|success|succeed|done|finish|end|stop|clos)/;
const ONGOING =
  /^(inprogress|inprocess|running|queued|pending|waiting|started|notstarted|processing|created$|new$|accepted$|scheduled$|submitted$)/;
/** A failure that is being dealt with, or was: the task has not ended. */
const GOING_ON =
  /inprogress|sofar|^retr(y|ied)|willretry|(fail|error|cancel|abort|reject|terminat)l?ing$|^cancell?ing|^abort(ing|requested)|^cancel(l?ation)?(requested|pending)/;
/** `ProcessingFailed`: one step, and how it went. */
const FAILED_STEP = /^[a-z]+?(failed|failure|cancell?ed|aborted|rejected|timedout)$|^processingerror$/;
/** Errors that are counted or remembered are not the end of it; nor is it a failure where there were none. */
const NO_ERRORS = /\b(without|no|0) (any )?(errors?|failures?|failed)\b/g;
const COUNTED = /\b(\d+ \w*|after|last|previous|since)( an?)? ?(errors?|failures?)\b/;

/**
 * What a status means, by how it begins and what it holds, without case, spaces and punctuation. InProgress and
 * CompletedSuccess are documented, the failures are not: all that are plausible are here. `CompletedWithErrors` and
 * `PartiallySucceeded` are none of the successes, and `InProgress (1 error so far)` is no end.
 */
export function outcomeOf(status: string): TaskOutcome {
  const words = wordsOf(status);
  const text = words.replaceAll(NO_ERRORS, "").replaceAll(" ", "");
  const letters = text.replaceAll(/\d/g, "");
  if (ONGOING.test(letters) && !FAILED_STEP.test(text)) return "running";
  if (GOING_ON.test(letters)) return "running";
  if (FAILURE.test(letters)) return END.test(letters) || !COUNTED.test(words) ? "failed" : "unknown";
  return SUCCESS.test(letters) ? "succeeded" : "unknown";
}

/** `CompletedWithErrors (2)` as `completed with errors 2`. */
function wordsOf(status: string): string {
  const apart = status.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return (apart.match(/[a-z]+|\d+/g) ?? []).join(" ");
}
