import { hash } from "../common/hash";

/** Names a stack by the URN of one of its resources. Stacks of one name in two backends are two stacks. */
export function stackOf(urn: string, backend: string): string {
  return [...urn.split("::").slice(0, 2), backend].join("::");
}

/** Where the stacks of a run are kept, as far as a provider can tell; a URL may hold a secret, so it is not kept itself. */
export function backendOf({ PULUMI_BACKEND_URL = "", PULUMI_HOME = "" }: NodeJS.ProcessEnv): string {
  if (PULUMI_BACKEND_URL === "" && PULUMI_HOME === "") return "";
  return hash(`${PULUMI_BACKEND_URL} ${PULUMI_HOME}`, 16);
}
