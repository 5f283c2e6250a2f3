import * as z from "zod";
import { hasSbc } from "../../provider/allocation/objections";
import { counted } from "../../provider/common/counted";
import { ApiError, type CallingProfile, type LivePlatform } from "../../provider/liveplatform";
import { type Finding, failure } from "./finding";

/** A task that no platform has. */
const NO_TASK = "wup_00000000-0000-0000-0000-000000000000";
const SHOWN_PROFILES = 20;
const sbcSchema = z.record(z.string(), z.unknown()).catch({});
/** No page of the API says what an SBC of a profile looks like; rows of numbers have two of these. */
const SBC_NAMES = ["name", "sbcName", "fqdn"];

/** What the checks of one platform share. */
interface Patient {
  readonly api: LivePlatform;
  readonly tenant: string | undefined;
  /** A number that the list has shown, for the checks that need one. */
  aNumber: string | undefined;
}

type Check = readonly [name: string, ask: (patient: Patient) => Promise<readonly Finding[]>];

const CHECKS: readonly Check[] = [
  ["calling profiles", profiles],
  ["numbers", numbers],
  ["removal status", removalStatus],
  ["single number", singleNumber],
  ["tasks", tasks],
];

/** Each endpoint that the provider reads, asked once. After a 401 the others are not asked: they would say the same. */
export async function checkRights(
  api: LivePlatform,
  tenant: string | undefined,
  report: (finding: Finding) => void,
): Promise<void> {
  const patient: Patient = { api, tenant, aNumber: undefined };
  let isRefused = false;
  for (const [check, ask] of CHECKS) {
    if (isRefused) {
      report({ check, verdict: "skipped", text: "not tried: the platform does not accept the token" });
      continue;
    }
    try {
      (await ask(patient)).forEach(report);
    } catch (error) {
      report(failure(check, error));
      isRefused = error instanceof ApiError && error.isUnauthorized;
    }
  }
  report({
    check: "writing",
    verdict: "skipped",
    text:
      "not tried: whether this credential may upload and release cannot be known without doing so. " +
      "A pulumi up with one number of a tenant of your own tells",
  });
}

async function profiles({ api }: Patient): Promise<Finding[]> {
  const check = "calling profiles";
  const all = await api.callingProfiles();
  if (all.length === 0) {
    const advice =
      "Nothing can be uploaded without one: check the channel, or have a profile made in the portal";
    return [{ check, verdict: "warning", text: "none", advice }];
  }
  const shown = all.slice(0, SHOWN_PROFILES);
  const more = all.length - shown.length;
  return [
    {
      check,
      verdict: "ok",
      text: `${all.length} in all${more > 0 ? `, of which the first ${SHOWN_PROFILES}:` : ""}`,
    },
    ...shown.map((profile) => profileFinding(profile, all.some(hasSbc))),
  ];
}

/** @param isTold some profile has an SBC: a platform that tells of none takes numbers all the same */
function profileFinding(profile: CallingProfile, isTold: boolean): Finding {
  const check = "profile";
  const named = `${profile.callingProfileId} ${JSON.stringify(profile.name ?? "")}`;
  if (!isTold) return { check, verdict: "ok", text: `${named}; the platform does not tell its SBCs` };
  if (hasSbc(profile)) return { check, verdict: "ok", text: `${named} with ${sbcsOf(profile)}` };
  const advice =
    "An upload to it is refused: enroll a trunk with an SBC in the portal, or take another profile";
  return { check, verdict: "warning", text: `${named} has no SBC`, advice };
}

function sbcsOf({ trunksEnrolled }: CallingProfile): string {
  const sbcs = trunksEnrolled.flatMap(({ matchingSbcList }) => matchingSbcList);
  const names = sbcs.flatMap((sbc) => {
    const told = sbcSchema.parse(sbc);
    return SBC_NAMES.map((key) => told[key]).find((name) => typeof name === "string") ?? [];
  });
  return names.length === 0 ? counted(sbcs.length, "SBC") : `SBC ${[...new Set(names)].join(", ")}`;
}

async function numbers(patient: Patient): Promise<Finding[]> {
  const { api, tenant } = patient;
  const page = await api.listStatesPage({ msTenantId: tenant, pageNumber: 1, pageSize: 1 });
  patient.aNumber = page.numbers[0]?.telephoneNumber;
  const where = tenant === undefined ? "in all tenants that this credential sees" : `in tenant ${tenant}`;
  const [unreadable] = page.unreadable;
  if (unreadable !== undefined) {
    const text = `${page.totalRecords} ${where}; the first row cannot be read: ${unreadable.problem}`;
    return [{ check: "numbers", verdict: "warning", text, advice: "Such numbers are never released" }];
  }
  if (page.totalRecords > 0)
    return [{ check: "numbers", verdict: "ok", text: `${page.totalRecords} ${where}` }];
  const advice = `If there should be some, check ${channelOf(api)}: a wrong one looks just like this`;
  return [{ check: "numbers", verdict: "warning", text: `none ${where}`, advice }];
}

function channelOf({ channelId }: LivePlatform): string {
  return channelId === undefined ? "the channel (none is set)" : `channelId ${channelId}`;
}

async function removalStatus({ api, tenant }: Patient): Promise<Finding[]> {
  const { markedForRemovalCount, readyForRemovalCount } = await api.removalStatusSummary(tenant);
  const text = `${markedForRemovalCount} marked for removal, ${readyForRemovalCount} ready for it`;
  return [{ check: "removal status", verdict: "ok", text }];
}

async function singleNumber({ api, aNumber }: Patient): Promise<Finding[]> {
  const check = "single number";
  if (aNumber === undefined)
    return [{ check, verdict: "skipped", text: "not tried: the list shows no number" }];
  const found = await api.getNumber(aNumber);
  if (found !== undefined) return [{ check, verdict: "ok", text: `${aNumber} is read` }];
  const advice =
    "Missing numbers cannot be told from hidden ones: ask the platform's support, with this line";
  return [
    { check, verdict: "failed", text: `${aNumber} is in the list, and asked for by itself a 404`, advice },
  ];
}

async function tasks({ api }: Patient): Promise<Finding[]> {
  const check = "tasks";
  try {
    const task = await api.getTask(NO_TASK);
    const text =
      task === undefined ? "an unknown task is not found" : `an unknown task is answered ${task.status}`;
    return [{ check, verdict: "ok", text }];
  } catch (error) {
    const isAnswer = error instanceof ApiError && (error.status === 400 || error.status === 500);
    if (!isAnswer) throw error;
    const advice =
      "If others are read well, that is no matter: where a task cannot be asked, the list decides";
    return [{ check, verdict: "warning", text: `an unknown task: ${error.message}`, advice }];
  }
}
