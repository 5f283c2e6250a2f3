import { z } from "zod";
import type { Transport } from "./transport";

/** What the platform finds out about numbers before an upload. */
export interface NumberStatusResult {
  /** `Success`, or what is wrong with the request as a whole. */
  validationResult: string | null;
  telephoneNumbers: NumberStatus[];
}

export interface NumberStatus {
  telephoneNumber: string;
  validationResult: string | null;
  actionRequired: string | null;
  validationDetail: string[];
  /** Null where the answer has none. */
  telephoneNumberDetail: {
    numberFound: boolean | null;
    numberOffering: string | null;
    assignmentStatus: string | null;
  } | null;
}

const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : String(value)))
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

const row = z
  .object({
    telephoneNumber: z.string(),
    validationResult: text,
    actionRequired: text,
    validationDetail: z
      .union([z.array(z.string()), z.string().transform((one) => [one])])
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

const resultSchema = z.object({ validationResult: text, telephoneNumbers: z.array(row).nullish() });

/** Asks, and changes nothing: a POST that may be sent again. */
export async function numberStatus(
  transport: Transport,
  msTenantId: string,
  telephoneNumbers: readonly string[],
): Promise<NumberStatusResult> {
  const result = await transport.send({
    verb: "POST",
    path: "/api/v2/oc/numbers/action/number-status",
    body: { telephoneNumbers, msTenantId },
    kind: "read",
    answer: resultSchema,
    expected: "the validation of numbers",
  });
  return { validationResult: result.validationResult, telephoneNumbers: result.telephoneNumbers ?? [] };
}
