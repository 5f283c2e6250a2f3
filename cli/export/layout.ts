import type { NumberLists } from "../../provider/numbers/declarable-lists";

/** Prettier's default. The written files are as it would leave them, so that a project's own check of formats passes. */
export const LINE_WIDTH = 80;

/** How an array is written. */
export interface Place {
  /** Columns before the line's first word. */
  readonly indent: number;
  /** What stands before the bracket, such as `phoneNumbers: `. */
  readonly lead: string;
  /** What follows it on its line. */
  readonly tail: string;
  /** After the last item of several lines. */
  readonly trailingComma: boolean;
}

/** An array on one line where it fits, else an item on each; `apart` never puts several on one. */
export function arrayText(items: readonly string[], place: Place, apart = false): string {
  const { indent, lead, tail, trailingComma } = place;
  const line = `${" ".repeat(indent)}${lead}[${items.join(", ")}]${tail}`;
  if (line.length <= LINE_WIDTH && !(apart && items.length > 1)) return line;
  const inner = items.map((item, index) => {
    const comma = index < items.length - 1 || trailingComma ? "," : "";
    return `${" ".repeat(indent + 2)}${item}${comma}`;
  });
  return [`${" ".repeat(indent)}${lead}[`, ...inner, `${" ".repeat(indent)}]${tail}`].join("\n");
}

/** The two lists of numbers as properties, in TypeScript; a list that is empty is left out. */
export function listsInTypeScript(
  { phoneNumbers, phoneNumberRanges }: NumberLists,
  indent: number,
): string[] {
  const place = { indent, tail: ",", trailingComma: true };
  const numbers = phoneNumbers.map((number) => JSON.stringify(number));
  const ranges = phoneNumberRanges.map(({ start, end }) => `{ start: "${start}", end: "${end}" }`);
  return [
    ...(numbers.length > 0 ? [arrayText(numbers, { ...place, lead: "phoneNumbers: " })] : []),
    ...(ranges.length > 0 ? [arrayText(ranges, { ...place, lead: "phoneNumberRanges: " }, true)] : []),
  ];
}

/** The two lists as members of a JSON object, both also where they are empty. */
export function listsInJson({ phoneNumbers, phoneNumberRanges }: NumberLists, indent: number): string[] {
  const place = { indent, trailingComma: false };
  const numbers = phoneNumbers.map((number) => JSON.stringify(number));
  const ranges = phoneNumberRanges.map(({ start, end }) => `{ "start": "${start}", "end": "${end}" }`);
  return [
    arrayText(numbers, { ...place, lead: `"phoneNumbers": `, tail: "," }),
    arrayText(ranges, { ...place, lead: `"phoneNumberRanges": `, tail: "" }, true),
  ];
}
