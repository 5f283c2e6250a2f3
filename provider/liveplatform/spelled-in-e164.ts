import * as z from "zod";

const WITHOUT_PLUS = /^(?:tel:)?\+?([1-9]\d{6,14})$/i;
const named = z.looseObject({ telephoneNumber: z.string() });

/**
 * A row of the platform with its number in E.164. All of its pages write numbers that way; a number without its plus, or as a
 * `tel:` URI, is the same one. Any other value is answered as it is.
 */
export function spelledInE164(row: unknown): unknown {
  const { success, data } = named.safeParse(row);
  return success ? { ...data, telephoneNumber: data.telephoneNumber.replace(WITHOUT_PLUS, "+$1") } : row;
}
