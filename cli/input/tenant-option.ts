import { isGuid } from "../../provider/common/guid";

/** The tenant of an option, in lower case. Errors: where it is no GUID. */
export function tenantOption(typed: string): string {
  const msTenantId = typed.trim().toLowerCase();
  if (isGuid(msTenantId)) return msTenantId;
  throw new Error(
    `--tenant: expected the GUID of a Microsoft Entra tenant, such as 3bc57cac-5794-457f-ad36-2c88cade9dbb, not '${typed}'.`,
  );
}
