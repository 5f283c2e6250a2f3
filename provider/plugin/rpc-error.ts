import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";

import { UserError } from "../state/errors";
import { PartialStateError } from "./partial-state-error";
import { toStruct } from "./wire";

/** An error as gRPC carries it: a sentence for people, the stack of a bug, what is to be saved of an operation that failed half-way. */
export function rpcError(
  error: unknown,
): Partial<grpc.StatusObject> & { code: grpc.status; message: string } {
  const message = textOf(error);
  const code = error instanceof UnknownMethodError ? grpc.status.UNIMPLEMENTED : grpc.status.UNKNOWN;
  const failure = { code, message, details: message };
  return error instanceof PartialStateError
    ? { ...failure, metadata: partialState(error, message) }
    : failure;
}

export class UnknownMethodError extends Error {
  override readonly name = "UnknownMethodError";
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isForPeople =
    error instanceof UserError || error instanceof PartialStateError || error instanceof UnknownMethodError;
  return isForPeople ? error.message : (error.stack ?? error.message);
}

function partialState(
  { id, properties, inputs, reasons }: PartialStateError,
  message: string,
): grpc.Metadata {
  const failed = new ErrorResourceInitFailed();
  failed.setId(id);
  failed.setProperties(toStruct(properties));
  failed.setInputs(toStruct(inputs));
  failed.setReasonsList([...reasons]);
  failed.setRefreshBeforeUpdate(true);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(detail);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return metadata;
}
