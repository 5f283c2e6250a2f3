/**
 * What the engine runs: the dynamic provider of `OcNumberAllocation`. State refers to this module by the name
 * `pulumi-liveplatform/provider`, so neither that name nor these exports can ever change.
 */
import { Cancellation } from "../common/cancellation";
import type { Checked, Created, Differences, Read, Values } from "../common/operations";
import { cliIdentity } from "../engine/cli-identity";
import { connectEngine, engineAddress } from "../engine/engine";
import { createHost } from "../host/host";
import { watchForCancel } from "./cancel-hook";
import { inEnvelope } from "./envelope";
import { grpc } from "./grpc";

// The types of this entry are its own, so that no program is asked for those of the packages that the provider is made of.
export type { Checked, Created, Differences, Read, Values };

/** The part of the engine's request that is used: the provider's configuration, decrypted. */
export interface ConfigureRequest {
  config: { get(key: string): string | undefined };
}

let readConfig: (key: string) => string | undefined = () => undefined;

const provider = inEnvelope(
  createHost(
    (key) => readConfig(key),
    () => {
      const address = engineAddress();
      const cancellation = new Cancellation();
      watchForCancel(() => {
        cancellation.cancel();
      });
      const engine = connectEngine(address, grpc);
      const hasProgram = () => engine.hasProgram();
      return { address, cli: cliIdentity(false), engine, hasProgram, cancellation };
    },
  ),
);

/** Keeps the configuration; it is read, and its errors are told, with the first operation. */
export function configure(request: ConfigureRequest): Promise<void> {
  readConfig = (key) => request.config.get(`liveplatform:${key}`);
  return Promise.resolve();
}

export const { check, diff, create, read, update } = provider;
const { delete: remove } = provider;
export { remove as delete };
