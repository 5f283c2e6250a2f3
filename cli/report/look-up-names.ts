import { systemClock } from "../../provider/common/clock";
import { readSettings } from "../../provider/config/settings";
import { connect } from "../../provider/config/sign-in";
import { withProfileNames } from "./profile-names";
import type { Report } from "./schema";

/** A report is not to wait for names. */
const MAX_RETRY_WAIT_MS = 5_000;

/** The report with the names of its calling profiles, where the environment's settings let the list be read; else as it is. */
export async function lookUpNames(report: Report, env: NodeJS.ProcessEnv): Promise<Report> {
  try {
    const settings = readSettings(() => undefined, env);
    return await withProfileNames(
      report,
      connect(settings, systemClock, { maxRetryWaitMs: MAX_RETRY_WAIT_MS }),
    );
  } catch {
    // Names are only for people: whatever keeps them away, the report is the same.
    return report;
  }
}
