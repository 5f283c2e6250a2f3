import { ok } from "../answers";
import { Body, parseJson } from "../body";
import type { Handler } from "../call";
import { isE164 } from "../e164";
import { isGuid } from "../ids";
import type { World } from "../world";

/** POST v2 number-status: says of each number whether it can be uploaded to the tenant. */
export const numberStatus: Handler = (world, call) => {
  const body = new Body(world, parseJson(world, call), ["telephoneNumbers", "msTenantId"]);
  const tenantId = body.required("msTenantId").toLowerCase();
  const numbers = body.texts("telephoneNumbers");
  if (numbers.length === 0) body.fail("telephoneNumbers", "At least one number is required.");
  if (tenantId !== "" && !isGuid(tenantId)) body.fail("msTenantId", `The value '${tenantId}' is not valid.`);
  body.done();
  const telephoneNumbers = numbers.map((number) => statusOf(world, tenantId, number));
  const allWell = telephoneNumbers.every(({ validationResult }) => validationResult === "Success");
  return ok({ validationResult: allWell ? "Success" : "Failed", telephoneNumbers });
};

interface NumberStatus {
  readonly telephoneNumber: string;
  readonly validationResult: "Success" | "Failed";
  readonly actionRequired: boolean;
  readonly validationDetail: readonly string[];
  /** The service's own spelling. */
  readonly telphoneNumberDetail: {
    readonly numberFound: boolean;
    readonly numberOffering: string;
    readonly assignmentStatus: string;
  };
}

function statusOf(world: World, tenantId: string, telephoneNumber: string): NumberStatus {
  const row = world.store.get(telephoneNumber);
  const objection = world.store.refusal("numberStatus", telephoneNumber);
  const elsewhere = row !== undefined && row.tenantId !== tenantId;
  const validationDetail = [
    ...(isE164(telephoneNumber) ? [] : [`'${telephoneNumber}' is not an E.164 number.`]),
    ...(objection === undefined ? [] : [`Number ${telephoneNumber}: ${objection}`]),
    ...(elsewhere ? [`Number ${telephoneNumber} already exists in tenant ${row.tenantId}`] : []),
  ];
  return {
    telephoneNumber,
    validationResult: validationDetail.length === 0 ? "Success" : "Failed",
    actionRequired: elsewhere || objection !== undefined,
    validationDetail,
    telphoneNumberDetail: {
      numberFound: row !== undefined,
      numberOffering: row === undefined ? "" : "OperatorConnect",
      assignmentStatus: row?.assignmentStatus ?? "",
    },
  };
}
