import type * as grpcModule from "@grpc/grpc-js";
import { EngineClient, type IEngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { GetRootResourceRequest, LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** gRPC of the copy that the engine's client was made with: one copy refuses credentials that another has made. */
export type Grpc = Pick<typeof grpcModule, "credentials" | "status">;

/** What the provider says to the engine, and asks about the operation. Nothing here may fail an operation. */
export interface Engine {
  /** Kept under Diagnostics, on the resource. */
  warn(urn: string, message: string): void;
  /** The same, as a piece of information. */
  info(urn: string, message: string): void;
  /** Shown on the resource's row while it works, replaced by the next. */
  progress(urn: string, message: string): void;
  /**
   * Whether a program has run in this operation: false in `destroy` and `refresh`, unless with `--run-program`. Once one has, the
   * engine is not asked again.
   */
  hasProgram(): Promise<boolean>;
  /** Rejects where the engine does not answer any more. */
  ping(): Promise<void>;
}

/** The address of the engine that started this process: the last argument of every provider's process. */
export function engineAddress(argv: readonly string[] = process.argv): string {
  return argv.at(-1) ?? "";
}

/** The engine is on this machine; gRPC would send even that through the proxy of `https_proxy` and `http_proxy`. */
const DIRECT = { "grpc.enable_http_proxy": 0 };

export function connectEngine(address: string, grpc: Grpc): Engine {
  const client = new EngineClient(address, grpc.credentials.createInsecure(), DIRECT);
  let hasRoot = false;
  return {
    warn: (urn, message) => {
      send(client, urn, message, { severity: LogSeverity.WARNING, isKept: true });
    },
    info: (urn, message) => {
      send(client, urn, message, { severity: LogSeverity.INFO, isKept: true });
    },
    progress: (urn, message) => {
      send(client, urn, message, { severity: LogSeverity.INFO, isKept: false });
    },
    hasProgram: async () => (hasRoot ||= await hasRootResource(client, grpc)),
    ping: async () => {
      await hasRootResource(client, grpc);
    },
  };
}

function send(
  client: IEngineClient,
  urn: string,
  message: string,
  { severity, isKept }: { severity: LogSeverity; isKept: boolean },
): void {
  const request = new LogRequest();
  request.setSeverity(severity);
  request.setMessage(message);
  request.setUrn(urn);
  request.setEphemeral(!isKept);
  client.log(request, () => undefined);
}

/** An engine that does not answer has been killed: nothing should be decided as if there were no program. */
function hasRootResource(client: IEngineClient, grpc: Grpc): Promise<boolean> {
  return new Promise((resolve, reject) => {
    client.getRootResource(new GetRootResourceRequest(), (error, response) => {
      if (error === null) resolve(response.getUrn() !== "");
      else if (error.code === grpc.status.UNIMPLEMENTED) resolve(true);
      else reject(new Error(`the Pulumi engine does not answer (${error.message}), so nothing more is sent`));
    });
  });
}
