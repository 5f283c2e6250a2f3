import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { GetRootResourceResponse, type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { type Engine, connectEngine } from "../../provider/engine/engine";

/** What an engine answers that is asked for the program's root resource: its URN, or an error. */
type Root = string | { readonly code: grpc.status };

let root: Root;
let asked: number;
let logged: LogRequest.AsObject[];
let server: grpc.Server;
let engine: Engine;
let address: string;

beforeEach(async () => {
  [root, asked, logged] = ["", 0, []];
  server = new grpc.Server();
  server.addService(EngineService, {
    getRootResource: (_: unknown, answer: grpc.sendUnaryData<GetRootResourceResponse>) => {
      asked += 1;
      if (typeof root !== "string") {
        answer(root);
        return;
      }
      answer(null, new GetRootResourceResponse().setUrn(root));
    },
    log: (call: grpc.ServerUnaryCall<LogRequest, Empty>, answer: grpc.sendUnaryData<Empty>) => {
      logged.push(call.request.toObject());
      answer(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  address = `127.0.0.1:${port}`;
  engine = connectEngine(address, grpc);
});
afterEach(() => {
  jest.restoreAllMocks();
  server.forceShutdown();
});

it.each(["grpc_proxy", "https_proxy", "http_proxy"])(
  "an engine is asked directly where %s names a proxy, as it is on this machine",
  async (variable) => {
    jest.replaceProperty(process, "env", { ...process.env, [variable]: "http://127.0.0.1:1" });
    await connectEngine(address, grpc).ping();
    expect(asked).toBe(1);
  },
);

it("an engine is asked again whether a program has run until one has, and no more after that", async () => {
  expect(await engine.hasProgram()).toBe(false);
  root = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";
  expect(await engine.hasProgram()).toBe(true);
  expect(await engine.hasProgram()).toBe(true);
  expect(asked).toBe(2);
});

it("of an engine that does not know the question whether a program has run, it is taken that one may have", async () => {
  root = { code: grpc.status.UNIMPLEMENTED };
  expect(await engine.hasProgram()).toBe(true);
});

it("an engine that does not answer whether a program has run is an error: it is not taken for a run without a program", async () => {
  server.forceShutdown();
  await expect(engine.hasProgram()).rejects.toThrow("the Pulumi engine does not answer");
});

it("an engine that has been killed is noticed before each write, also where a program was known to run", async () => {
  root = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";
  await engine.hasProgram();
  await engine.ping();
  server.forceShutdown();
  await expect(engine.ping()).rejects.toThrow("so nothing more is sent");
});

it("an engine keeps warnings and information on the resource, and shows progress for a while", async () => {
  engine.warn("urn:desks", "in use");
  engine.info("urn:desks", "uploaded 1");
  engine.progress("urn:desks", "12 s InProgress");
  while (logged.length < 3) await engine.ping();
  expect(logged).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        urn: "urn:desks",
        message: "in use",
        severity: LogSeverity.WARNING,
        ephemeral: false,
      }),
      expect.objectContaining({ message: "uploaded 1", severity: LogSeverity.INFO, ephemeral: false }),
      expect.objectContaining({ message: "12 s InProgress", severity: LogSeverity.INFO, ephemeral: true }),
    ]),
  );
});
