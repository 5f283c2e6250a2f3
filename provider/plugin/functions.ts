import { z } from "zod";

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
import { type DataSource, checkArgs } from "../data-sources/check-args";

type Invoke = (source: Source, args: Values) => Promise<Values>;

const text = z.string();
const oneTenant = z.object({ msTenantId: text });

/** The data sources as functions of a plugin, whose answer is always an object. */
const FUNCTIONS: ReadonlyMap<string, Invoke> = new Map([
  withArgs(
    "getTenantNumbers",
    z.object({
      msTenantId: text.optional(),
      acquiredNumberStatus: text.optional(),
      pageSize: z.number().optional(),
    }),
    async (source, args) => ({ ...(await listTenant(source, args)) }),
  ),
  withArgs("getTenantNumbersV2", oneTenant, async (source, args) => ({
    ...(await listTenantV2(source, args)),
  })),
  withArgs("getNumber", z.object({ phoneNumber: text }), async ({ platform }, args) => ({
    number: await oneNumber(platform, args),
  })),
  withArgs("getRemovalStatusSummary", oneTenant.partial(), async ({ platform }, args) => ({
    ...(await removalSummary(platform, args)),
  })),
  withArgs("getCallingProfiles", z.object({}), async ({ platform }, args) => ({
    callingProfiles: await allProfiles(platform, args),
  })),
  withArgs("getCallingProfile", z.object({ name: text }), async ({ platform }, args) => ({
    ...(await namedProfile(platform, args)),
  })),
  withArgs(
    "validateNumbers",
    z.object({ msTenantId: text, phoneNumbers: z.array(text) }),
    async ({ platform }, args) => ({ ...(await validate(platform, args)) }),
  ),
]);

const PREFIX = "liveplatform:index:";

/** The function by this token; undefined where there is none. */
export function functionBy(token: string): Invoke | undefined {
  return token.startsWith(PREFIX) ? FUNCTIONS.get(token.slice(PREFIX.length)) : undefined;
}

export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys()];

/** Whatever is wrong with arguments, `checkArgs` says it; the schema only gives them their types. */
function withArgs<Args>(
  name: DataSource,
  schema: z.ZodType<Args>,
  invoke: (source: Source, args: Args) => Promise<Values>,
): [DataSource, Invoke] {
  return [
    name,
    async (source, args) => {
      checkArgs(name, args);
      return invoke(source, schema.parse(withoutNulls(args)));
    },
  ];
}

/** YAML writes what is left out as `null`, too. */
function withoutNulls(args: Values): Values {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
}
