/**
 * A sentence where a base URL does not end in `/tenantui`, below which the platform's API is as a rule; else undefined. A hint and
 * no refusal: a gateway may give the API any path.
 */
export function pathHint(baseUrl: string): string | undefined {
  if (/\/tenantui\/*$/i.test(baseUrl)) return undefined;
  return "The base URL does not end in /tenantui, as it usually does (https://HOST/tenantui)";
}
