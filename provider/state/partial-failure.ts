import { CANCELLED } from "../common/cancellation";
import { counted } from "../common/counted";
import { figure } from "../numbers/figure";
import { NumberSet } from "../numbers/number-set";
import type { NotDone } from "./errors";
import { type Reason, type ReasonCode, groupReasons, labelOf, printCounted, printReason } from "./reason";

/** These need nothing but time. */
const PASSING: ReadonlySet<ReasonCode> = new Set(["not_seen", "on_their_way", "being_released"]);

/** What is said of an operation that has done a part of its work. */
export interface PartialFailure {
  /** All of it. */
  message: string;
  /** The same, line by line: the engine prints these below the resource, and the message nowhere. */
  lines: string[];
  notDone: NotDone;
}

/**
 * Reasons with the same thing to say become one, with their sum, after what has been done and before what to do next.
 *
 * @param done a sentence, such as `2,713 of 3,000 numbers are in place in tenant …`
 * @param options `isSecret`: no number is named, only counts; `isDelete`: all numbers were to be released
 * @example
 * const { lines, notDone } = partialFailure("97 of 100 numbers are in place", reasons);
 * lines; // ['97 of 100 numbers are in place. 3 refused. Next: …', '+61395556910..+61395556912 (3 numbers): refused: "…"']
 * notDone; // { refused: '+61395556910..+61395556912 (3 numbers)' }
 */
export function partialFailure(
  done: string,
  reasons: readonly Reason[],
  { isSecret = false, isDelete = false } = {},
): PartialFailure {
  const groups = groupReasons(reasons);
  const codes = [...new Set(groups.map(({ code }) => code))];
  const byCode = codes.map((code) => [code, numbersOf(groups, code)] as const);
  const sums = byCode.map(([code, { size }]) => `${figure(size)} ${labelOf(code)}`);
  const lines = [
    `${done}. ${sums.join(", ")}. Next: ${nextStep(groups, isDelete)}`,
    ...groups.map(isSecret ? printCounted : printReason),
  ];
  const notDone: NotDone = Object.fromEntries(
    byCode.map(([code, numbers]) => [code, isSecret ? counted(numbers.size, "number") : numbers.describe()]),
  );
  return { message: lines.join("\n"), lines, notDone };
}

/** A delete is a destroy's, or an up's whose program no longer has the allocation. */
function nextStep(groups: readonly Reason[], isDelete: boolean): string {
  const again = isDelete ? "run the same command again" : "run pulumi up again";
  const open = groups.filter(({ code }) => !PASSING.has(code));
  if (open.length === 0) return `${again} in a few minutes`;
  if (open.every(({ text }) => text.includes(CANCELLED))) return again;
  return isDelete
    ? `remove the cause, and ${again}`
    : `remove the cause, or take the numbers out of the program, and ${again}`;
}

function numbersOf(groups: readonly Reason[], code: ReasonCode): NumberSet {
  return NumberSet.unionAll(groups.flatMap((group) => (group.code === code ? group.numbers : [])));
}
