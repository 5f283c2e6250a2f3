import { type DoctorArguments, doctorCommand } from "../../cli/doctor-command";
import { type Emulator, startEmulator } from "../../emulator";
import { TENANT } from "../support/default-seed";

export { TENANT } from "../support/default-seed";

const TOKEN = "opaque-t0ken-that-nobody-may-see";

/** A platform with three numbers. */
export async function startPlatform(): Promise<Emulator> {
  const emulator = await startEmulator({ token: TOKEN });
  emulator.portal.add(TENANT, "+61395556900..+61395556902");
  return emulator;
}

export interface Visit {
  readonly code: number;
  readonly lines: readonly string[];
  /** The lines of a verdict, without it. */
  readonly of: (verdict: string) => string[];
}

/** What the doctor prints; retries do not wait. */
export async function visit(
  { url }: Emulator,
  env: NodeJS.ProcessEnv = {},
  options: DoctorArguments & { aheadMs?: number } = {},
): Promise<Visit> {
  const { aheadMs = 0, ...typed } = options;
  const printed: string[] = [];
  const clock = { now: () => Date.now() + aheadMs, sleep: () => Promise.resolve() };
  const base = {
    LIVEPLATFORM_BASE_URL: url,
    LIVEPLATFORM_TOKEN: TOKEN,
    LIVEPLATFORM_REQUESTS_PER_SECOND: "1000",
  };
  const print = (line: string) => void printed.push(line);
  const code = await doctorCommand(typed, { print, env: { ...base, ...env }, clock });
  const text = printed.join("\n");
  expect(text).not.toContain(TOKEN);
  const lines = text.split("\n");
  const of = (verdict: string) =>
    lines
      .filter((line) => line.startsWith(verdict.padEnd(9)))
      .map((line) => line.slice(9).replace(/ {2,}/, ": "));
  return { code, lines, of };
}

/** What the doctor has asked the platform. */
export function asked({ requests }: Emulator): string[] {
  return requests.map(
    ({ verb, path, query }) => `${verb} ${path}${query["msTenantId"] ? " of a tenant" : ""}`,
  );
}
