import { isGuid } from "../common/guid";
import { messageOf } from "../common/message-of";
import type { Values } from "../common/operations";
import type { TenantNumber } from "../liveplatform";
import { declarableLists } from "../numbers/declarable-lists";
import { NumberSet } from "../numbers/number-set";
import { NOTHING_SENT } from "../run/sent";
import { UserError } from "../state/errors";
import { printInputs, printState } from "../state/state";
import { toRow } from "../tenant/rows";
import type { Context } from "./context";
import { type GroupSettings, declareRow } from "./declare-row";
import { findNumbers } from "./find-numbers";
import { importedId } from "./imported-id";
import { stateOf } from "./state-of";
import { vocabularyOf } from "./vocabulary";

interface Imported {
  id: string;
  props: Values;
  /** As a program would declare it: with the two lists, from which `numbers` follows. */
  inputs: Values;
}

/**
 * What is in the tenant as an allocation, by an id that a person has written: `TENANT/KEY[,KEY…]`, where a key is a number or
 * `first..last`. Errors: UserError where a number is not there or not seen for sure, cannot be declared as it is, or differs from the
 * others in what an allocation says of all its numbers.
 */
export async function importAllocation(context: Context, id: string): Promise<Imported> {
  const { tenant, wanted } = readImportId(id);
  const found = await findNumbers(context.api, { tenant, numbers: wanted });
  const settings = commonSettings(tenant, found);
  const declared = {
    msTenantId: tenant,
    callingProfile: settings.callingProfile,
    usage: settings.usage,
    additionalUsages: settings.additionalUsages.length > 0 ? [...settings.additionalUsages] : undefined,
    capabilities: [...settings.capabilities],
    country: settings.country,
  };
  const state = stateOf(declared, {
    platform: context.platform,
    numbers: wanted,
    sent: NOTHING_SENT,
    rows: new Map(found.map((number) => [number.telephoneNumber, toRow(number)])),
    taskId: undefined,
    now: context.clock.now(),
  });
  return {
    id: importedId(tenant, wanted),
    props: printState(state),
    inputs: { ...printInputs(state), ...listsOf(wanted) },
  };
}

/** The tenant and the numbers of such an id. Errors: UserError, what is wrong with it. */
export function readImportId(id: string): { tenant: string; wanted: NumberSet } {
  const slash = id.indexOf("/");
  const tenant = id.slice(0, Math.max(0, slash)).trim().toLowerCase();
  const [keys = ""] = id.slice(slash + 1).split("#");
  try {
    const wanted = NumberSet.unionAll(keys.split(",").map((key) => NumberSet.of(key.trim())));
    if (isGuid(tenant) && !wanted.isEmpty) return { tenant, wanted };
  } catch (error) {
    throw new UserError(`"${id}" names no numbers: ${messageOf(error)}. ${FORM}`, "import_id");
  }
  throw new UserError(`"${id}" names no tenant with numbers. ${FORM}`, "import_id");
}

const FORM =
  "Expected the tenant and keys as in numbers, such as 3bc57cac-5794-457f-ad36-2c88cade9dbb/+61395556880,+61395556900..+61395556999";

function commonSettings(msTenantId: string, found: readonly TenantNumber[]): GroupSettings {
  const tenant = { msTenantId, vocabulary: vocabularyOf() };
  const groups = new Map<string, { settings: GroupSettings; numbers: string[] }>();
  for (const number of found) {
    const verdict = declareRow(tenant, number);
    if ("reason" in verdict) {
      throw new UserError(
        `${number.telephoneNumber} cannot be imported: ${verdict.reason}`,
        "not_importable",
      );
    }
    const key = JSON.stringify(verdict.settings);
    const group = groups.get(key) ?? { settings: verdict.settings, numbers: [] };
    group.numbers.push(number.telephoneNumber);
    groups.set(key, group);
  }
  const [first, ...others] = groups.values();
  if (first !== undefined && others.length === 0) return first.settings;
  const each = [...groups.values()].map(({ numbers }) => NumberSet.fromNumbers(numbers).describe());
  throw new UserError(
    `These numbers have different settings, and an allocation has one for all. Import each group by itself: ${each.join("; ")}`,
    "different_settings",
  );
}

function listsOf(numbers: NumberSet): Values {
  const { phoneNumbers, phoneNumberRanges } = declarableLists(numbers);
  return {
    ...(phoneNumbers.length > 0 && { phoneNumbers: [...phoneNumbers] }),
    ...(phoneNumberRanges.length > 0 && { phoneNumberRanges: [...phoneNumberRanges] }),
  };
}
