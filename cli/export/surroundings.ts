import { systemClock } from "../../provider/common/clock";
import { platformOf } from "../../provider/config/platform";
import { readSettings } from "../../provider/config/settings";
import { connect } from "../../provider/config/sign-in";
import type { LivePlatform } from "../../provider/liveplatform";
import { SharedPace } from "../../provider/run/shared-pace";

/** What the commands need of the terminal and the process. */
export interface Surroundings {
  readonly print: (line: string) => void;
  readonly env: NodeJS.ProcessEnv;
}

/** A client by the environment alone: there is no stack whose configuration could be read. */
export function connectFromEnvironment({ env }: Surroundings): LivePlatform {
  const settings = readSettings(() => undefined, env);
  const pace = new SharedPace(platformOf(settings.baseUrl), systemClock);
  return connect(settings, systemClock, { pace });
}
