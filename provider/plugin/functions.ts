import type { Values } from "../common/operations";
import {
  type Source,
  allProfiles,
  listTenant,
  listTenantV2,
  namedProfile,
  oneNumber,
  removalSummary,
  validate,
} from "../data-sources";
import { type ArgsOf, type DataSource, checkArgs } from "../data-sources/check-args";

type Invoke = (source: Source, args: Values) => Promise<Values>;

/** The data sources as functions of a plugin, whose answer is always an object. */
const FUNCTIONS: ReadonlyMap<string, Invoke> = new Map([
  asking("getTenantNumbers", async (source, args) => ({ ...(await listTenant(source, args)) })),
  asking("getTenantNumbersV2", async (source, args) => ({ ...(await listTenantV2(source, args)) })),
  asking("getNumber", async ({ platform }, args) => ({ number: await oneNumber(platform, args) })),
  asking("getRemovalStatusSummary", async ({ platform }, args) => ({
    ...(await removalSummary(platform, args)),
  })),
  asking("getCallingProfiles", async ({ platform }, args) => ({
    callingProfiles: await allProfiles(platform, args),
  })),
  asking("getCallingProfile", async ({ platform }, args) => ({ ...(await namedProfile(platform, args)) })),
  asking("validateNumbers", async ({ platform }, args) => ({ ...(await validate(platform, args)) })),
]);

const PREFIX = "liveplatform:index:";

export function functionBy(token: string): Invoke | undefined {
  return token.startsWith(PREFIX) ? FUNCTIONS.get(token.slice(PREFIX.length)) : undefined;
}

export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys()];

function asking<Name extends DataSource>(
  name: Name,
  invoke: (source: Source, args: ArgsOf<Name>) => Promise<Values>,
): [Name, Invoke] {
  return [
    name,
    async (source, args) => {
      const given: object = withoutNulls(args);
      checkArgs(name, given);
      return invoke(source, given);
    },
  ];
}

/** YAML writes what is left out as `null`, too. */
function withoutNulls(args: Values): Values {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
}
