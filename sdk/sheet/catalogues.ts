import { isGuid } from "../../provider/common/guid";
import type { OcNumberAllocationArgs, Usage } from "../oc-number-allocation-args";
import { Catalogue } from "./catalogue";
import type { Cell, Row } from "./columns";
import type { Mistakes } from "./sheet-mistake";

/** What numbers of a usage are uploaded with: every input of an allocation but its tenant, profile and numbers. */
export type SheetSettings = Omit<
  OcNumberAllocationArgs,
  "msTenantId" | "callingProfile" | "phoneNumbers" | "phoneNumberRanges"
>;

const BOTH_WAYS = ["InboundCalling", "OutboundCalling"];

const KNOWN_USAGES: readonly (SheetSettings & { usage: Usage })[] = [
  { usage: "CallingUserAssignment", capabilities: BOTH_WAYS },
  { usage: "FirstPartyAppAssignment", capabilities: BOTH_WAYS },
  { usage: "ThirdPartyAppAssignment", capabilities: BOTH_WAYS },
  { usage: "ConferenceAssignment", capabilities: ["InboundCalling"] },
];

/** What may stand in the column Usage where a program says nothing else. */
const DEFAULT_USAGES: Readonly<Record<string, SheetSettings>> = Object.fromEntries(
  KNOWN_USAGES.map((settings) => [settings.usage, settings]),
);

/** Of one line: the name of its allocation, and what that is made of besides numbers. */
type LineSettings = SheetSettings & { name: string; callingProfile: string };

interface Names {
  readonly profiles?: Readonly<Record<string, string>> | undefined;
  readonly usages?: Readonly<Record<string, SheetSettings>> | undefined;
}

/** What profiles and usages mean, and the names that their pairs give to allocations. */
export class Catalogues {
  readonly #profiles: Catalogue<string> | undefined;
  readonly #usages: Catalogue<SheetSettings>;
  /** By the name of an allocation, the pair that it is of: `a-b` and `c` is not `a` and `b-c`. */
  readonly #pairs = new Map<string, string>();

  constructor({ profiles, usages }: Names) {
    this.#profiles = profiles === undefined ? undefined : new Catalogue("profiles", profiles);
    this.#usages = new Catalogue("usages", usages ?? DEFAULT_USAGES);
  }

  read({ profile, usage }: Row, mistakes: Mistakes): LineSettings | undefined {
    const callingProfile = this.#profileIn(profile, mistakes);
    const settings = this.#usages.find(usage.text);
    if (settings === undefined) mistakes.add(noneOf(usage, this.#usages.names), usage);
    if (callingProfile === undefined || settings === undefined) return undefined;
    const name = `${profile.text}-${usage.text}`.toLowerCase();
    const pair = `${profile.text}\n${usage.text}`.toLowerCase();
    if ((this.#pairs.get(name) ?? pair) !== pair)
      mistakes.add(`the allocation ${name} would have two profiles: rename one`, profile);

    this.#pairs.set(name, pair);
    return { ...settings, name, callingProfile };
  }

  #profileIn(cell: Cell, mistakes: Mistakes): string | undefined {
    const found = this.#profiles === undefined ? guidIn(cell.text) : this.#profiles.find(cell.text);
    if (found === undefined) {
      const problem =
        this.#profiles === undefined
          ? `${JSON.stringify(cell.text)} is not the GUID of a calling profile`
          : noneOf(cell, this.#profiles.names);
      mistakes.add(problem, cell);
    }
    return found;
  }
}

function guidIn(text: string): string | undefined {
  return isGuid(text) ? text.toLowerCase() : undefined;
}

function noneOf({ text }: Cell, names: readonly string[]): string {
  return `${JSON.stringify(text)} is none of ${names.join(", ")}`;
}
