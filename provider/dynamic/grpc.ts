import { createRequire } from "node:module";

import type { Grpc } from "../engine/engine";

/**
 * gRPC as `@pulumi/pulumi` has it. A client of one copy of gRPC refuses credentials that another has made, and a
 * dependency of our own could be another one: in a program with a gRPC of its own, npm installs a copy for each.
 */
export const grpc: Grpc = load();

function load(): Grpc {
  const fromPulumi = createRequire(require.resolve("@pulumi/pulumi/proto/engine_grpc_pb"));
  const loaded: unknown = fromPulumi("@grpc/grpc-js");
  if (!isGrpc(loaded)) throw new Error("@pulumi/pulumi brings a @grpc/grpc-js without credentials");
  return loaded;
}

function isGrpc(value: unknown): value is Grpc {
  return typeof value === "object" && value !== null && "credentials" in value && "status" in value;
}
