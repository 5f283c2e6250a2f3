import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

import { handlers } from "./handlers";
import { PluginService } from "./service";

/**
 * The resource plugin `pulumi-resource-liveplatform`: serves the engine until it says that it is enough. The first line that it
 * prints is its port; whatever takes time to load is loaded by the first question that needs it.
 */
function main(): void {
  const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
  const server = new grpc.Server(unlimited);
  server.addService(ResourceProviderService, handlers(new PluginService(process.argv.at(-1) ?? "")));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  // The engine waits up to 5 s for a plugin that does not go when it is told to.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0));
}

main();
