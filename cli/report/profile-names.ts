import type { LivePlatform } from "../../provider/liveplatform";
import { profileNames } from "../input/profile-names";
import type { Message, Report } from "./schema";

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** The report with the names of the calling profiles that are in it, where the platform gives their list; else as it is. */
export async function withProfileNames(report: Report, api: LivePlatform): Promise<Report> {
  const mentioned = new Set((textsOf(report).join(" ").match(GUID) ?? []).map((id) => id.toLowerCase()));
  if (mentioned.size === 0) return report;
  const names = [...(await profileNames(api))].filter(([id]) => mentioned.has(id.toLowerCase()));
  if (names.length === 0) return report;
  return {
    ...report,
    callingProfiles: Object.fromEntries(names.map(([id, name]) => [id.toLowerCase(), name])),
  };
}

/** For people: each profile's name behind its id, wherever a text has it. */
export function spellProfiles(report: Report): Report {
  const { callingProfiles: names } = report;
  if (names === undefined) return report;
  const spelt = (text: string): string =>
    text.replace(GUID, (id) => {
      const name = names[id.toLowerCase()];
      return name === undefined ? id : `${id} ("${name}")`;
    });
  const speltMessage = (message: Message): Message => ({ ...message, message: spelt(message.message) });
  return {
    ...report,
    errors: report.errors.map(speltMessage),
    warnings: report.warnings.map(speltMessage),
    allocations: report.allocations.map((one) => ({
      ...one,
      drift: one.drift?.map((drift) => ({ ...drift, reason: spelt(drift.reason) })) ?? null,
    })),
  };
}

function textsOf({ errors, warnings, allocations }: Report): string[] {
  return [
    ...[...errors, ...warnings].map(({ message }) => message),
    ...allocations.flatMap(({ drift }) => (drift ?? []).map(({ reason }) => reason)),
  ];
}
