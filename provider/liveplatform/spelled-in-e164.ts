import * as z from "zod";

const WITHOUT_PLUS = /^(?:tel:)?\+?([1-9]\d{6,14})$/i;
/** As a `tel:` URI may have them, and as people write a number. */
const SEPARATED = /^(?:tel:)?\+[\d\s().-]+$/i;
const named = z.looseObject({ telephoneNumber: z.string() });

/**
 * A row of the platform with its number in E.164. All of its pages write numbers that way; a number without its plus, as a
 * `tel:` URI, or after a plus with blanks and hyphens is the same one. Any other value is answered as it is.
 */
export function spelledInE164(row: unknown): unknown {
  const { success, data } = named.safeParse(row);
  if (!success) return row;
  const { telephoneNumber: sent } = data;
  const digits = SEPARATED.test(sent) ? sent.replaceAll(/[\s().-]/g, "") : sent;
  return { ...data, telephoneNumber: digits.replace(WITHOUT_PLUS, "+$1") };
}
