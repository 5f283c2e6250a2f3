import { readSettings } from "../../provider/config/settings";
import { connect } from "../../provider/config/sign-in";
import type { LivePlatform } from "../../provider/liveplatform";

/** What the commands need of the terminal and the process. */
export interface Surroundings {
  readonly print: (line: string) => void;
  readonly env: NodeJS.ProcessEnv;
}

/** A client by the environment alone: there is no stack whose configuration could be read. */
export function connectFromEnvironment({ env }: Surroundings): LivePlatform {
  return connect(readSettings(() => undefined, env));
}
