import * as z from "zod";

import { NumberSet } from "../../../provider/numbers/number-set";
import { type LiveStack, TENANT, allocation, program, range } from "./live-stack";
import type { Stacks } from "./use-live-stack";

export const ALL = "+61395556000..+61395556249";
export const WITHOUT_SBC = "9097a8b4-1cc8-461c-af93-e5b14943f5d7";

/** 250 numbers: the first of a change goes alone, the others in three chunks. */
export function desks(settings: Readonly<Record<string, unknown>> = {}): string {
  const numbers = { phoneNumberRanges: [range("+61395556000", "+61395556249")] };
  return program(allocation("desks", { ...numbers, ...settings }));
}

/** 30 numbers: the first goes alone, and all others in one chunk. */
export function thirtyDesks(settings: Readonly<Record<string, unknown>> = {}): string {
  const numbers = { phoneNumberRanges: [range("+61395556000", "+61395556029")] };
  return program(allocation("desks", { ...numbers, ...settings }));
}

/** A stack with the 250 numbers, all of which a run may release. */
export function applied(stacks: Stacks): Promise<LiveStack> {
  return stacks.applied(desks(), { env: { LIVEPLATFORM_MAX_RELEASES: "250" } });
}

/** Numbers as ranges, in one text. */
export function keysOf(numbers: readonly string[]): string {
  return NumberSet.fromNumbers(numbers).keys().join();
}

/** How many numbers of the tenant have which calling profile. */
export function profiles({ emulator }: LiveStack): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { callingProfileId } of emulator.numbers(TENANT))
    counts[callingProfileId] = (counts[callingProfileId] ?? 0) + 1;
  return counts;
}

const uploadSchema = z.object({
  address: z.string().optional(),
  phoneNumbers: z.array(z.string()).default([]),
  phoneNumberRanges: z.array(z.object({ start: z.string(), end: z.string() })).default([]),
});

/** How many numbers of the tenant were last uploaded with which address, which the platform does not show. */
export function addresses({ emulator }: LiveStack): Record<string, number> {
  const given = new Map<string, string>();
  for (const { body, status } of emulator.requestsTo("upload")) {
    if (status !== 200) continue;
    const { address = "none", phoneNumbers, phoneNumberRanges } = uploadSchema.parse(body);
    const numbers = NumberSet.fromNumbers(phoneNumbers).union(NumberSet.fromRanges(phoneNumberRanges));
    for (const phoneNumber of numbers) given.set(phoneNumber, address);
  }
  const counts: Record<string, number> = {};
  for (const { telephoneNumber } of emulator.numbers(TENANT)) {
    const address = given.get(telephoneNumber) ?? "unknown";
    counts[address] = (counts[address] ?? 0) + 1;
  }
  return counts;
}
