import fc from "fast-check";
import type { Preview, Step } from "../../../cli/report/preview";
import { groupRuns } from "../../../provider/numbers/grouped";
import { NumberSet } from "../../../provider/numbers/number-set";

const TYPE = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";
export const TENANTS = [
  "3bc57cac-5794-457f-ad36-2c88cade9dbb",
  "f94238e5-4f2c-4e1b-8125-2d27122ca75f",
] as const;

/** One number's life: which allocation held it, which declares it, and what is wrong with it in the tenant. */
export interface Fate {
  readonly holder: number | undefined;
  readonly declarer: number | undefined;
  readonly drift: string | undefined;
}

/** What an allocation is, apart from its numbers. */
export interface Traits {
  readonly tenant: (typeof TENANTS)[number];
  readonly profile: string;
  /** Another profile is declared than the state has. */
  readonly isReplaced: boolean;
  /** Another usage is declared than the state has: it comes in place. */
  readonly isReset: boolean;
  readonly releaseRemoved: boolean;
  readonly isRetained: boolean;
}

export interface Story {
  readonly traits: readonly Traits[];
  readonly fates: readonly Fate[];
}

const traits: fc.Arbitrary<Traits> = fc.record({
  tenant: fc.constantFrom(...TENANTS),
  profile: fc.constantFrom("ab86ef82-ce9e-4ead-befb-4aa954b64872", "5f3fbb3b-df9b-483d-b294-c7eb01e22aac"),
  isReplaced: fc.boolean(),
  isReset: fc.boolean(),
  releaseRemoved: fc.boolean(),
  isRetained: fc.boolean(),
});

const reason = fc.constantFrom(
  "missing",
  "MarkedForRemoval",
  "callingProfile x",
  "lacks OutboundCalling",
  "ReadyForRemoval",
);

/** Runs of numbers that fare alike, over a few allocations. */
export const story: fc.Arbitrary<Story> = fc.array(traits, { minLength: 1, maxLength: 5 }).chain((all) => {
  const one = fc.option(fc.nat({ max: all.length - 1 }), { nil: undefined });
  const fate = fc.record({
    holder: one,
    declarer: one,
    drift: fc.option(reason, { nil: undefined, freq: 3 }),
  });
  const run = fc
    .tuple(fate, fc.integer({ min: 1, max: 6 }))
    .map(([same, times]) => Array<Fate>(times).fill(same));
  return fc.array(run, { maxLength: 12 }).map((runs) => ({ traits: all, fates: runs.flat() }));
});

export function numberAt(index: number): string {
  return `+${61395556900 + index}`;
}

/** The preview that the CLI would print of it. */
export function previewOfStory({ traits: all, fates }: Story): Preview {
  const steps = all.flatMap((one, index) => stepOf(one, index, fates));
  return { config: {}, steps, diagnostics: [], changeSummary: {} };
}

function stepOf(one: Traits, index: number, fates: readonly Fate[]): Step[] {
  const held = numbersWhere(fates, ({ holder }) => holder === index);
  const declared = numbersWhere(fates, ({ declarer }) => declarer === index);
  const entries = fates.flatMap(({ holder, drift }, at): [string, string][] =>
    holder === index && drift !== undefined ? [[numberAt(at), drift]] : [],
  );
  const drift = groupRuns(entries);
  const urn = `urn:pulumi:dev::test::${TYPE}::a${index}`;
  const settings = {
    msTenantId: one.tenant,
    callingProfile: one.profile,
    usage: "U",
    capabilities: ["InboundCalling"],
  };
  const outputs = { ...settings, numbers: held.toCanonical(), ...(entries.length > 0 && { drift }) };
  const isReplaced = one.isReplaced && !held.isEmpty && !declared.isEmpty;
  const inputs = {
    ...settings,
    callingProfile: isReplaced ? "another" : one.profile,
    usage: one.isReset ? "V" : "U",
    numbers: declared.toCanonical(),
    releaseRemoved: one.releaseRemoved,
  };
  const oldState = { inputs: {}, outputs, retainOnDelete: one.isRetained };
  const base = { urn, provider: "urn:pulumi:dev::test::pulumi:providers:pulumi-nodejs::default::id" };
  if (held.isEmpty) return declared.isEmpty ? [] : [{ ...base, op: "create", newState: { inputs } }];
  if (declared.isEmpty) return [{ ...base, op: "delete", oldState }];
  const known = { ...base, oldState, newState: { inputs } };
  if (isReplaced) return [{ ...known, op: "replace", replaceReasons: ["callingProfile"] }];
  return [{ ...known, op: isSame(one, { held, declared, drift }) ? "same" : "update" }];
}

function isSame(
  { isReset }: Traits,
  { held, declared, drift }: { held: NumberSet; declared: NumberSet; drift: object },
): boolean {
  return !isReset && held.equals(declared) && Object.keys(drift).length === 0;
}

function numbersWhere(fates: readonly Fate[], matches: (fate: Fate) => boolean): NumberSet {
  return NumberSet.fromNumbers(fates.flatMap((fate, index) => (matches(fate) ? [numberAt(index)] : [])));
}
