import { MAX_RANGE_SIZE, checkE164, checkRange } from "./e164";
import { NumberSet } from "./number-set";

/** Numbers as an allocation's two lists name them, ascending. */
export interface NumberLists {
  readonly phoneNumbers: readonly string[];
  readonly phoneNumberRanges: readonly { readonly start: string; readonly end: string }[];
}

/** Ranges as long as an allocation may name them: consecutive numbers of two countries are two. */
export function declarableLists(numbers: NumberSet): NumberLists {
  const lists = {
    phoneNumbers: new Array<string>(),
    phoneNumberRanges: new Array<{ start: string; end: string }>(),
  };
  for (const key of numbers.keys()) {
    for (const piece of declarablePieces(NumberSet.of(key))) {
      const { phoneNumbers, phoneNumberRanges } = piece.toRequest();
      lists.phoneNumbers.push(...phoneNumbers);
      lists.phoneNumberRanges.push(...phoneNumberRanges);
    }
  }
  return lists;
}

function declarablePieces(run: NumberSet): NumberSet[] {
  return run.chunks(MAX_RANGE_SIZE).flatMap((piece) => (isDeclarable(piece) ? [piece] : cutByPlace(piece)));
}

function isDeclarable(piece: NumberSet): boolean {
  const [range] = piece.toRequest().phoneNumberRanges;
  return range === undefined || checkRange(range.start, range.end).ok;
}

function cutByPlace(run: NumberSet): NumberSet[] {
  const pieces: string[][] = [];
  let open: string | undefined;
  for (const phoneNumber of run) {
    const place = placeOf(phoneNumber);
    if (place !== open) pieces.push([]);
    open = place;
    pieces.at(-1)?.push(phoneNumber);
  }
  return pieces.map((piece) => NumberSet.fromNumbers(piece));
}

function placeOf(phoneNumber: string): string {
  const checked = checkE164(phoneNumber);
  return checked.ok ? `${checked.callingCode} ${checked.country ?? ""}` : "";
}
