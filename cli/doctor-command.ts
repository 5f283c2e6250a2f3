import { type Clock, systemClock } from "../provider/common/clock";
import { counted } from "../provider/common/counted";
import { examine } from "./doctor/examine";
import { type Finding, lineOf } from "./doctor/finding";
import { tenantOption } from "./input/tenant-option";

/** The options as typed. */
export interface DoctorArguments {
  readonly tenant?: string;
  readonly json?: true;
}

/** What the command needs of the terminal and the process. */
export interface DoctorSurroundings {
  readonly print: (line: string) => void;
  readonly env: NodeJS.ProcessEnv;
  readonly clock?: Clock;
}

/**
 * Looks at everything that a run needs: settings, network, credential, rights. It changes nothing, and never prints the
 * token. Answers the exit code: 1 where a check has failed, else 0.
 */
export async function doctorCommand(
  typed: DoctorArguments,
  { print, env, clock = systemClock }: DoctorSurroundings,
): Promise<number> {
  const tenant = typed.tenant === undefined ? undefined : tenantOption(typed.tenant);
  const findings: Finding[] = [];
  const report = (finding: Finding): void => {
    findings.push(finding);
    if (!typed.json) print(lineOf(finding));
  };
  await examine({ env, clock, tenant, report });
  const count = (verdict: Finding["verdict"]): number =>
    findings.filter((one) => one.verdict === verdict).length;
  const failed = count("failed");
  print(
    typed.json
      ? JSON.stringify({ ok: failed === 0, findings }, undefined, 2)
      : `\n${failed} failed, ${counted(count("warning"), "warning")}, ${count("ok")} ok, ${count("skipped")} not tried. Nothing was changed.`,
  );
  return failed === 0 ? 0 : 1;
}
