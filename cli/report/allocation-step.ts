import { readImportId } from "../../provider/allocation/import";
import { isGuid } from "../../provider/common/guid";
import { expandGroups } from "../../provider/numbers/grouped";
import { NumberSet } from "../../provider/numbers/number-set";
import { isAllocationType } from "../states/allocation-type";
import { newSettings } from "./new-settings";
import { type Preview, SECRET, type State, type Step, type Values, parseValues } from "./preview";

const SHOWN_AS = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
  import: "import",
  same: "unchanged",
} as const;
/** What stands for an unknown value; it has the form of a GUID. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface Side {
  readonly tenant: string | undefined;
  /** undefined: secret, or not known yet. */
  readonly numbers: NumberSet | undefined;
  readonly values: Values;
}

export interface DriftGroup {
  readonly reason: string;
  readonly numbers: NumberSet;
}

/** What the preview says of one allocation. */
export interface AllocationStep {
  readonly urn: string;
  readonly name: string;
  readonly operation: (typeof SHOWN_AS)[keyof typeof SHOWN_AS];
  readonly replaceReasons: readonly string[];
  /** Names of the settings that an update changes. */
  readonly settings: readonly string[];
  /** The provider's URN: allocations of two providers are on two platforms, as far as one can tell from here. */
  readonly provider: string;
  readonly isSecret: boolean;
  /** All numbers of the allocation are gone from the tenant: Pulumi creates it anew. */
  readonly isLost: boolean;
  /** `--replace`: the new one is created first, and takes over the numbers. */
  readonly isCreatedFirst: boolean;
  readonly isRetained: boolean;
  readonly before: Side | undefined;
  readonly after: Side | undefined;
  /** undefined: it has drifted, and how is secret. */
  readonly drift: readonly DriftGroup[] | undefined;
  readonly isDriftIgnored: boolean;
}

/** The name at the end of a URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

export function isAllocation({ urn }: { urn: string }): boolean {
  const type = urn.split("::")[2] ?? "";
  // Parents stand before the type: `parent$type`.
  return isAllocationType(type.slice(type.lastIndexOf("$") + 1));
}

/** The allocations that the preview lists. Errors: state that cannot be read, by its URN. */
export function allocationSteps({ steps }: Preview): AllocationStep[] {
  const own = steps.filter(isAllocation);
  // What the state said before this preview looked at the tenant.
  const remembered = new Map(
    own.flatMap((step) => (step.op === "refresh" ? [[step.urn, step.oldState]] : [])),
  );
  return own.flatMap((step) => {
    const operation = operationOf(step);
    return operation === undefined ? [] : [stepOf(step, operation, remembered.get(step.urn))];
  });
}

function operationOf({ op }: Step): AllocationStep["operation"] | undefined {
  return Object.entries(SHOWN_AS).find(([name]) => name === op)?.[1];
}

function stepOf(
  step: Step,
  operation: AllocationStep["operation"],
  remembered: State | undefined,
): AllocationStep {
  const { urn, provider = "" } = step;
  const isLost = operation === "create" && remembered !== undefined;
  const oldState = isLost ? remembered : step.oldState;
  const outputs = oldState && parseValues(oldState.outputs, urn);
  const inputs =
    operation === "delete" ? undefined : withImported(parseValues(step.newState?.inputs, urn), step);
  const isSecret = [outputs, inputs].some(hidesNumbers);
  const before = outputs && sideOf(outputs, isSecret);
  return {
    urn,
    name: nameOf(urn),
    operation,
    replaceReasons: [...(step.replaceReasons ?? [])],
    settings: operation === "update" ? newSettings(outputs, inputs) : [],
    provider: provider.slice(0, provider.lastIndexOf("::")),
    isSecret,
    isLost,
    ...fateOf(oldState),
    before,
    drift: isLost ? lostDrift(before) : driftOf(outputs, isSecret),
    ...declaredBy(inputs, isSecret),
  };
}

/** A preview has not asked the provider yet what it imports: the id says it. */
function withImported(values: Values, { newState }: Step): Values {
  if (newState?.importID === undefined || values.numbers !== undefined) return values;
  try {
    const { tenant, wanted } = readImportId(newState.importID);
    return { ...values, msTenantId: tenant, numbers: wanted.toCanonical() };
  } catch {
    // The preview itself says what is wrong with it.
    return values;
  }
}

function declaredBy(
  inputs: Values | undefined,
  isSecret: boolean,
): Pick<AllocationStep, "after" | "isDriftIgnored"> {
  return { after: inputs && sideOf(inputs, isSecret), isDriftIgnored: inputs?.drift !== undefined };
}

/** The dynamic provider says it of its lists; a plugin's are hidden themselves. */
function hidesNumbers(values: Values | undefined): boolean {
  const { __secretNumbers, numbers, pending, drift } = values ?? {};
  return __secretNumbers === true || [__secretNumbers, numbers, pending, drift].includes(SECRET);
}

function fateOf(oldState: State | undefined): Pick<AllocationStep, "isCreatedFirst" | "isRetained"> {
  return { isCreatedFirst: oldState?.delete === true, isRetained: oldState?.retainOnDelete === true };
}

function sideOf(values: Values, isSecret: boolean): Side {
  const { msTenantId, numbers, pending } = values;
  const isKnown = msTenantId !== undefined && isGuid(msTenantId) && msTenantId !== UNKNOWN;
  const visible = !isSecret && typeof numbers === "object" && typeof pending !== "string";
  return {
    tenant: isKnown ? msTenantId.toLowerCase() : undefined,
    numbers: visible ? NumberSet.fromCanonical(numbers).union(NumberSet.fromCanonical(pending)) : undefined,
    values,
  };
}

function driftOf(outputs: Values | undefined, isSecret: boolean): DriftGroup[] | undefined {
  const drift = outputs?.drift;
  if (drift === undefined) return [];
  return isSecret || typeof drift === "string" ? undefined : expandGroups(drift);
}

function lostDrift(before: Side | undefined): DriftGroup[] | undefined {
  return before?.numbers && [{ reason: "missing", numbers: before.numbers }];
}
