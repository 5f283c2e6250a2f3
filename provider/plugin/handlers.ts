import type { UntypedServiceImplementation, handleUnaryCall } from "@grpc/grpc-js";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import type * as pb from "@pulumi/pulumi/proto/provider_pb";

import { rpcError } from "./rpc-error";
import type { PluginService } from "./service";

export function handlers(service: PluginService): UntypedServiceImplementation {
  return {
    handshake: unary((request: pb.ProviderHandshakeRequest) => service.handshake(request)),
    attach: unary((request: PluginAttach) => service.attach(request)),
    getPluginInfo: unary(() => service.getPluginInfo()),
    getSchema: unary(() => service.getSchema()),
    checkConfig: unary((request: pb.CheckRequest) => service.checkConfig(request)),
    diffConfig: unary((request: pb.DiffRequest) => service.diffConfig(request)),
    configure: unary((request: pb.ConfigureRequest) => service.configure(request)),
    check: unary((request: pb.CheckRequest) => service.check(request)),
    diff: unary((request: pb.DiffRequest) => service.diff(request)),
    create: unary((request: pb.CreateRequest) => service.create(request)),
    read: unary((request: pb.ReadRequest) => service.read(request)),
    update: unary((request: pb.UpdateRequest) => service.update(request)),
    delete: unary((request: pb.DeleteRequest) => service.delete(request)),
    invoke: unary((request: pb.InvokeRequest) => service.invoke(request)),
    cancel: unary(() => service.cancel()),
  };
}

function unary<Request, Answer>(
  method: (request: Request) => Promise<Answer>,
): handleUnaryCall<Request, Answer> {
  return (call, callback) => {
    method(call.request).then(
      (answer) => {
        callback(null, answer);
      },
      (error: unknown) => {
        callback(rpcError(error));
      },
    );
  };
}
