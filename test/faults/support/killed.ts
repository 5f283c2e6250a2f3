import * as z from "zod";

import type { Settings } from "../../../provider/config/settings";
import type { NumberSet } from "../../../provider/numbers/number-set";
import type { Crash } from "../../support/in-process/gate";
import { InProcessEngine } from "../../support/in-process/in-process-engine";
import { ProviderCalls } from "../../support/in-process/provider-calls";
import { TOKEN } from "./credential";
import type { Desk } from "./desk";
import { uploaded } from "./write-watch";

interface KilledUp {
  readonly declared: NumberSet;
  readonly crash: Crash;
  readonly settings?: Partial<Settings>;
}

/** `pulumi up --refresh` that is killed at one of its requests; false where it ended before. */
export async function killedUp(desk: Desk, { declared, crash, settings = {} }: KilledUp): Promise<boolean> {
  const { bench, stack } = desk;
  bench.begin("up", declared, settings);
  const calls = new ProviderCalls({
    ...{ contextOf: () => bench.context, token: TOKEN },
    isEngineGone: () => bench.gate.isEngineGone,
  });
  const command = { command: "up", refresh: true, parallel: 1, random: () => 0.5 } as const;
  const engine = new InProcessEngine(stack, calls, command);
  bench.gate.begin(() => 0, crash);
  await bench.gate.drive(engine.run(() => [desk.declares(declared)]));
  return bench.gate.isEngineGone;
}

const addressed = z.object({ address: z.string().optional() });

/** By number, the address of the last upload that the platform took. */
export function addressesGiven({ bench }: Desk): Map<string, string | undefined> {
  const given = new Map<string, string | undefined>();
  for (const { body, status } of bench.emulator.requestsTo("upload")) {
    if (status !== 200) continue;
    for (const phoneNumber of uploaded(body)) given.set(phoneNumber, addressed.parse(body).address);
  }
  return given;
}
