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
import { Refused } from "./refused";

type Invoke = (source: Source, args: Values) => Promise<Values | Refused>;

const text = z.string();
// Loose: what is misspelt is for the data source to refuse, which knows what it takes.
const oneTenant = z.looseObject({ msTenantId: text });

/** The data sources as functions of a plugin, whose answer is always an object. */
const FUNCTIONS: Readonly<Record<string, Invoke>> = {
  getTenantNumbers: withArgs(
    z.looseObject({
      msTenantId: text.optional(),
      acquiredNumberStatus: text.optional(),
      pageSize: z.number().optional(),
    }),
    async (source, args) => ({ ...(await listTenant(source, args)) }),
  ),
  getTenantNumbersV2: withArgs(oneTenant, async (source, args) => ({
    ...(await listTenantV2(source, args)),
  })),
  getNumber: withArgs(z.looseObject({ phoneNumber: text }), async ({ platform }, args) => ({
    number: await oneNumber(platform, args),
  })),
  getRemovalStatusSummary: withArgs(oneTenant.partial(), async ({ platform }, args) => ({
    ...(await removalSummary(platform, args)),
  })),
  getCallingProfiles: withArgs(z.looseObject({}), async ({ platform }, args) => ({
    callingProfiles: await allProfiles(platform, args),
  })),
  getCallingProfile: withArgs(z.looseObject({ name: text }), async ({ platform }, args) => ({
    ...(await namedProfile(platform, args)),
  })),
  validateNumbers: withArgs(
    z.looseObject({ msTenantId: text, phoneNumbers: z.array(text) }),
    async ({ platform }, args) => ({ ...(await validate(platform, args)) }),
  ),
};

const PREFIX = "liveplatform:index:";

/** The function by this token; undefined where there is none. */
export function functionBy(token: string): Invoke | undefined {
  return token.startsWith(PREFIX) ? FUNCTIONS[token.slice(PREFIX.length)] : undefined;
}

export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS);

function withArgs<Args>(
  schema: z.ZodType<Args>,
  invoke: (source: Source, args: Args) => Promise<Values>,
): Invoke {
  return (source, args) => {
    const parsed = schema.safeParse(args);
    if (parsed.success) return invoke(source, parsed.data);
    const failures = parsed.error.issues.map(({ path, message }) => ({
      property: path.join("."),
      reason: message,
    }));
    return Promise.resolve(new Refused(failures));
  };
}
