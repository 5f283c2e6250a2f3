import { expandGroups, groupRuns } from "../numbers/grouped";
import { NumberSet } from "../numbers/number-set";

/**
 * How a number in the tenant differs from what is declared. The texts of `printDrift` stand in states and previews, so
 * they can never change; whoever decides by a drift asks its kind.
 */
export type Drift =
  | { readonly kind: "missing" }
  /** Leaving the tenant, or marked to; only a mark can be cleared. */
  | { readonly kind: LeavingStatus }
  | { readonly kind: "callingProfile"; readonly profile: string }
  | { readonly kind: "lacks"; readonly capabilities: readonly string[] }
  | { readonly kind: "held by tenant"; readonly tenant: string }
  /** A change of settings that has not come to this number yet, also where the platform does not show the setting. */
  | { readonly kind: "not changed yet"; readonly properties: readonly string[] }
  /** Written by a later version. */
  | { readonly kind: "unknown"; readonly text: string };

type LeavingStatus = (typeof LEAVING_STATUSES)[number];

const LEAVING_STATUSES = ["MarkedForRemoval", "ReleaseRequested", "ReadyForRemoval"] as const;

export const MISSING: Drift = { kind: "missing" };

const LEAVING = new Map<string, LeavingStatus>(
  LEAVING_STATUSES.map((status) => [status.toLowerCase(), status]),
);

/** The status in the platform's spelling, whatever case it came in; undefined for any other status. */
export function leavingStatus(status: string | null): LeavingStatus | undefined {
  return status === null ? undefined : LEAVING.get(status.toLowerCase());
}

/** As state keeps it: `missing`, `MarkedForRemoval`, `callingProfile <id>`, `lacks OutboundCalling`, `held by tenant <id>` … */
export function printDrift(drift: Drift): string {
  switch (drift.kind) {
    case "callingProfile":
      return `callingProfile ${drift.profile}`;
    case "lacks":
      return `lacks ${drift.capabilities.join(", ")}`;
    case "held by tenant":
      return `held by tenant ${drift.tenant}`;
    case "not changed yet":
      return `not changed yet: ${drift.properties.join(", ")}`;
    case "unknown":
      return drift.text;
    default:
      return drift.kind;
  }
}

export function parseDrift(text: string): Drift {
  if (text === "missing") return MISSING;
  const status = LEAVING_STATUSES.find((known) => known === text);
  if (status !== undefined) return { kind: status };
  const [, kind, rest = ""] =
    /^(callingProfile |lacks |held by tenant |not changed yet: )(.+)$/s.exec(text) ?? [];
  switch (kind) {
    case "callingProfile ":
      return { kind: "callingProfile", profile: rest };
    case "lacks ":
      return { kind: "lacks", capabilities: rest.split(", ") };
    case "held by tenant ":
      return { kind: "held by tenant", tenant: rest };
    case "not changed yet: ":
      return { kind: "not changed yet", properties: rest.split(", ") };
    default:
      return { kind: "unknown", text };
  }
}

/** Numbers that differ alike. */
export interface Drifted {
  readonly numbers: NumberSet;
  readonly drift: Drift;
}

/** By number, what is wrong with it; those that differ alike become one. */
export function groupDrifts(byNumber: ReadonlyMap<string, Drift>): Drifted[] {
  const groups = new Map<string, { drift: Drift; phoneNumbers: string[] }>();
  for (const [phoneNumber, drift] of byNumber) {
    const text = printDrift(drift);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, { drift, phoneNumbers: [phoneNumber] });
    else group.phoneNumbers.push(phoneNumber);
  }
  return [...groups.values()].map(({ drift, phoneNumbers }) => ({
    numbers: NumberSet.fromNumbers(phoneNumbers),
    drift,
  }));
}

/** Key (a number or `first..last`) → what is wrong; consecutive numbers that differ alike share one. */
export function printDrifts(all: readonly Drifted[]): Record<string, string> {
  return groupRuns(
    all.flatMap(({ numbers, drift }) => {
      const text = printDrift(drift);
      return numbers.keys().map((key): [string, string] => [key, text]);
    }),
  );
}

export function parseDrifts(map: Readonly<Record<string, string>> | undefined): Drifted[] {
  return expandGroups(map).map(({ numbers, reason }) => ({ numbers, drift: parseDrift(reason) }));
}

/** Whether only a release and a new upload can put it right. */
export function isOfSettings(drift: Drift): boolean {
  return drift.kind === "callingProfile" || drift.kind === "lacks" || drift.kind === "not changed yet";
}
