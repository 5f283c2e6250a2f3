import { type Clock, systemClock } from "../provider/common/clock";
import { platformOf } from "../provider/config/platform";
import { readSettings } from "../provider/config/settings";
import { connect } from "../provider/config/sign-in";
import { SharedPace } from "../provider/run/shared-pace";
import { fleetReport } from "./drift/fleet-report";
import { heldTwice } from "./drift/held-twice";
import { type Platform, lookAtFleet } from "./drift/look-at-fleet";
import { readFleet } from "./drift/read-fleet";
import { type Unmanaged, unmanagedOf } from "./drift/unmanaged-of";
import type { Surroundings } from "./export/surroundings";
import { type BarTerminal, ProgressBar } from "./output/progress-bar";
import { type FormArguments, printReport, readForm } from "./report/form";
import { withProfileNames } from "./report/profile-names";
import type { Report } from "./report/schema";
import { WORDS_OF_DRIFT } from "./report/words";
import { EXIT_CODES } from "./report-command";
import type { StateOptions } from "./states/read-states";

/** The options as typed. */
export interface DriftArguments extends StateOptions, FormArguments {
  readonly unmanaged?: true;
}

export interface DriftSurroundings extends Surroundings {
  readonly stderr: BarTerminal;
  readonly clock?: Clock;
}

/**
 * Compares every allocation of the given states with its tenant, without a program or an engine: one list a tenant, and the
 * verdicts of a refresh. Answers the exit code of `report`: 0 nothing, 3 drift, 4 some or all of it could not be looked at.
 * Errors: no report can be made; the message says why.
 */
export async function driftCommand(
  { unmanaged, ...typed }: DriftArguments,
  { env, print, stderr, clock = systemClock }: DriftSurroundings,
): Promise<number> {
  const form = readForm(typed);
  if (typed.state === undefined && !typed.backend) {
    throw new Error(
      "Which states? Give --state with files or folders, or --backend for every stack of the backend.",
    );
  }
  const settings = readSettings(() => undefined, env);
  const fleet = await readFleet(typed, env);
  const pace = new SharedPace(platformOf(settings.baseUrl), clock);
  const platform: Platform = { settings, clock, api: connect(settings, clock, { pace }) };
  const bar = new ProgressBar(stderr, "tenants");
  const looks = await lookAtFleet(fleet.allocations, platform, (done, total) =>
    bar.show(done, total),
  ).finally(() => bar.done());
  const others = unmanaged ? await unmanagedOf(looks, fleet.unread, platform.api) : NOT_ASKED;
  const found = fleetReport(looks, [...fleet.unread.map(({ error }) => error), ...others.errors]);
  const warnings = [...found.warnings, ...heldTwice(looks)];
  const report: Report = { ...found, warnings, unmanaged: others.numbers };
  print(printReport(await withProfileNames(report, platform.api), form, WORDS_OF_DRIFT));
  return EXIT_CODES[report.outcome];
}

const NOT_ASKED: Unmanaged = { numbers: undefined, errors: [] };
