import * as z from "zod";
import { oneLine } from "./safe-text";
import { spelledInE164 } from "./spelled-in-e164";
import type { Transport } from "./transport";

/** What the platform finds out about numbers before an upload. */
export interface NumberStatusResult {
  /** `Success`, or what is wrong with the request as a whole. */
  validationResult: string | null;
  /** One for each number that was asked about, as far as the platform answers. */
  telephoneNumbers: NumberStatus[];
}

/** What the platform finds out about one number. What the answer lacks is null, or an empty list. */
export interface NumberStatus {
  /** E.164. */
  telephoneNumber: string;
  /** `Success`, or what is wrong with the number. */
  validationResult: string | null;
  /** What to do about it, in the platform's words. */
  actionRequired: string | null;
  /** More about it, in the platform's words. */
  validationDetail: string[];
  /** What Operator Connect knows of the number; null where the answer has none. */
  telephoneNumberDetail: NumberDetail | null;
}

/** What Operator Connect knows of a number; what its answer lacks is null. */
export interface NumberDetail {
  /** Whether it knows the number at all. */
  numberFound: boolean | null;
  /** The offering that it was acquired with, in its own words. */
  numberOffering: string | null;
  /** Whom it is assigned to, in its own words. */
  assignmentStatus: string | null;
}

const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : oneLine(String(value))))
  .catch(null);
const flag = z
  .union([z.boolean(), z.stringbool()])
  .nullish()
  .transform((value) => value ?? null)
  .catch(null);
const detail = z
  .object({ numberFound: flag, numberOffering: text, assignmentStatus: text })
  .nullish()
  .catch(null);

const rowInE164 = z
  .object({
    telephoneNumber: z.string(),
    validationResult: text,
    actionRequired: text,
    validationDetail: z
      .union([z.array(z.string()), z.string().transform((one) => [one])])
      .transform((texts) => texts.map(oneLine))
      .catch([])
      .default([]),
    // The service's own spelling, and the one it may be corrected to.
    telphoneNumberDetail: detail,
    telephoneNumberDetail: detail,
  })
  .transform(({ telphoneNumberDetail, telephoneNumberDetail, ...rest }) => ({
    ...rest,
    telephoneNumberDetail: telephoneNumberDetail ?? telphoneNumberDetail ?? null,
  }));
const row = z.unknown().transform(spelledInE164).pipe(rowInE164);

/** An answer that speaks of no number and gives no verdict must not pass for "nothing is wrong". */
const resultSchema = z
  .object({ validationResult: text, telephoneNumbers: z.array(row).nullish() })
  .refine(({ validationResult, telephoneNumbers }) => validationResult !== null || telephoneNumbers, {
    message: "it has neither validationResult nor telephoneNumbers",
  });

/** Asks, and changes nothing: a POST that may be sent again. */
export async function numberStatus(
  transport: Transport,
  msTenantId: string,
  telephoneNumbers: readonly string[],
): Promise<NumberStatusResult> {
  const asked = new Set(telephoneNumbers);
  const result = await transport.send({
    verb: "POST",
    path: "/api/v2/oc/numbers/action/number-status",
    body: { telephoneNumbers, msTenantId },
    kind: "read",
    answer: resultSchema.superRefine(({ telephoneNumbers: rows }, context) => {
      const stray = rows?.find(({ telephoneNumber }) => !asked.has(telephoneNumber));
      if (stray === undefined) return;
      context.addIssue({
        code: "custom",
        message: `it is about ${stray.telephoneNumber}, which was not asked for`,
      });
    }),
    expected: "the validation of numbers",
  });
  return { validationResult: result.validationResult, telephoneNumbers: result.telephoneNumbers ?? [] };
}
