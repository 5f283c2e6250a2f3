/** What an input may be: `check` reads it in this form, and state keeps it. */
export type Kind = "guid" | "usage" | "usages" | "capabilities" | "country" | "text" | "flag";

/** One input of an allocation. */
export interface Property {
  readonly kind: Kind;
  readonly isRequired?: true;
  /** In the body of an upload, under its own name. */
  readonly isSent?: true;
  /** The tenant's list shows it, and another value there is drift. */
  readonly isCompared?: true;
  /**
   * What another value means: another allocation (`replaces`), a new upload of the same numbers (`resets`), or no request at
   * all (`records`).
   */
  readonly change: "replaces" | "resets" | "records";
}

/**
 * Every input of an allocation but its two lists of numbers, in the order in which what is wrong with them is told. The
 * schemas of inputs and state, the body of an upload, what a diff compares, and what a program may give all follow from it.
 *
 * Its docstring stands in `sdk/oc-number-allocation-args.ts`. Programs load this file at each start: it needs no package.
 */
export const PROPERTIES = {
  msTenantId: { kind: "guid", isRequired: true, change: "replaces" },
  callingProfile: { kind: "guid", isRequired: true, isSent: true, isCompared: true, change: "resets" },
  usage: { kind: "usage", isRequired: true, isSent: true, isCompared: true, change: "resets" },
  additionalUsages: { kind: "usages", isSent: true, change: "resets" },
  capabilities: { kind: "capabilities", isRequired: true, isSent: true, isCompared: true, change: "resets" },
  country: { kind: "country", isSent: true, change: "resets" },
  address: { kind: "text", isSent: true, change: "resets" },
  location: { kind: "text", isSent: true, change: "resets" },
  typeOfService: { kind: "text", isSent: true, change: "resets" },
  ticketId: { kind: "text", isSent: true, change: "records" },
  adoptExisting: { kind: "flag", change: "records" },
  releaseRemoved: { kind: "flag", change: "records" },
  unassignOnRelease: { kind: "flag", change: "records" },
  reportUnmanaged: { kind: "flag", change: "records" },
} as const satisfies Readonly<Record<string, Property>>;

type Table = typeof PROPERTIES;
export type PropertyName = keyof Table;
/** The names whose line says this. */
type NamesOf<Line> = { [Name in PropertyName]: Table[Name] extends Line ? Name : never }[PropertyName];

export type SettingName = NamesOf<{ change: "replaces" | "resets" }>;
export type SentName = NamesOf<{ isSent: true }>;
type RecordedName = NamesOf<{ change: "records" }>;

export const PROPERTY_NAMES: readonly PropertyName[] = Object.keys(PROPERTIES).filter(isProperty);
/** What decides how a number is uploaded. */
export const SETTINGS: readonly SettingName[] = PROPERTY_NAMES.filter(isSetting);
/** Those that the tenant's list does not show: what a number has of them is known only by who has uploaded it. */
export const HIDDEN: readonly SettingName[] = SETTINGS.filter(
  (name) => PROPERTIES[name].change === "resets" && !("isCompared" in PROPERTIES[name]),
);
export const SENT: readonly SentName[] = PROPERTY_NAMES.filter(isSent);
/** What an update takes over without a request. */
export const RECORDED: readonly RecordedName[] = PROPERTY_NAMES.filter(isRecorded);

/** Inputs that `check` replaces by `numbers`. */
export const LISTS = ["phoneNumbers", "phoneNumberRanges"] as const;

/** What an operation finds out or brings about: outputs that are no inputs. */
export const FINDINGS = [
  "numbers",
  "pending",
  "drift",
  "numberCount",
  "taskId",
  "sbcIds",
  "statusCounts",
  "assignedCount",
  "notAcquired",
] as const;

function isProperty(name: string): name is PropertyName {
  return Object.hasOwn(PROPERTIES, name);
}

function isSetting(name: PropertyName): name is SettingName {
  return !isRecorded(name);
}

function isSent(name: PropertyName): name is SentName {
  return "isSent" in PROPERTIES[name];
}

function isRecorded(name: PropertyName): name is RecordedName {
  return PROPERTIES[name].change === "records";
}
