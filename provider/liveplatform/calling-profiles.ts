import * as z from "zod";
import type { Transport } from "./transport";

/** How the calls of a number are carried. What the answer lacks is null, or an empty list. */
export interface CallingProfile {
  /** A GUID in lower case: what `callingProfile` of an allocation names. */
  callingProfileId: string;
  /** As the portal shows it. */
  name: string | null;
  /** Where its calls go, in the platform's words. */
  region: string | null;
  /** The operator. */
  carrier: string | null;
  /** Kinds of numbers that it is for, in the platform's words. */
  offerTypes: string[];
  /** A profile without an SBC on any of its trunks takes no numbers. */
  trunksEnrolled: EnrolledTrunk[];
}

/** A trunk that a calling profile works with. */
export interface EnrolledTrunk {
  /** The SBCs that carry its calls, as the platform describes them. */
  matchingSbcList: unknown[];
}

const text = z.string().nullable().catch(null).default(null);
const trunk = z.object({ matchingSbcList: z.array(z.unknown()).catch([]).default([]) });

const profileSchema = z.object({
  callingProfileId: z.string().min(1).toLowerCase(),
  name: text,
  region: text,
  carrier: text,
  offerTypes: z.array(z.string()).catch([]).default([]),
  trunksEnrolled: z.array(trunk).catch([]).default([]),
});

/** What cannot be read takes no other with it; where nothing can, that is an error. */
const profilesSchema = z
  .array(z.unknown())
  .transform((list) => {
    const readable = list.filter((one) => profileSchema.safeParse(one).success);
    return readable.length > 0 ? readable : list;
  })
  .pipe(z.array(profileSchema));

export function callingProfiles(transport: Transport): Promise<CallingProfile[]> {
  return transport.send({
    verb: "GET",
    path: "/api/v2/oc/callingprofile",
    kind: "read",
    answer: profilesSchema,
    expected: "a list of calling profiles",
  });
}
