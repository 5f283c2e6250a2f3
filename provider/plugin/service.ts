import { isDeepStrictEqual } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { Cancellation } from "../common/cancellation";
import type { Call, Values } from "../common/operations";
import type { createCore } from "./core";
import type { ResourceKey, StateAndInputs } from "./resource";
import { checkResponse, diffResponse, invokeResponse } from "./responses";
import { fromStruct, openAll, toStruct } from "./wire";

/** Everything that takes long to load, made by the first question that needs it. */
type Core = ReturnType<typeof createCore>;

export class PluginService {
  #engineAddress: string;
  #config: Values = {};
  #core: Promise<Core> | undefined;
  readonly #cancellation = new Cancellation();

  /** @param engineAddress as the last argument of the plugin's process has it; the handshake has it too */
  constructor(engineAddress: string) {
    this.#engineAddress = engineAddress;
  }

  handshake(request: pb.ProviderHandshakeRequest): Promise<pb.ProviderHandshakeResponse> {
    this.#engineAddress = request.getEngineAddress() || this.#engineAddress;
    return Promise.resolve(
      new pb.ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptResources(true),
    );
  }

  attach(request: PluginAttach): Promise<Empty> {
    this.#engineAddress = request.getAddress();
    return Promise.resolve(new Empty());
  }

  async getPluginInfo(): Promise<PluginInfo> {
    return new PluginInfo().setVersion((await this.#schema()).version);
  }

  async getSchema(): Promise<pb.GetSchemaResponse> {
    return new pb.GetSchemaResponse().setSchema(JSON.stringify(await this.#schema()));
  }

  async checkConfig(request: pb.CheckRequest): Promise<pb.CheckResponse> {
    const news = fromStruct(request.getNews());
    const core = await this.#loadCore();
    const failures = core.checkConfig(openAll(news)).map((reason) => ({ property: "", reason }));
    return checkResponse({ inputs: news, failures });
  }

  /** A changed setting never replaces the provider: that would replace every allocation. */
  diffConfig(request: pb.DiffRequest): Promise<pb.DiffResponse> {
    const isSame = isDeepStrictEqual(fromStruct(request.getOlds()), fromStruct(request.getNews()));
    const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
    return Promise.resolve(new pb.DiffResponse().setChanges(isSame ? DIFF_NONE : DIFF_SOME));
  }

  /** Keeps the configuration; it is read, and its errors are told, with the first operation. */
  configure(request: pb.ConfigureRequest): Promise<pb.ConfigureResponse> {
    this.#config = openAll(fromStruct(request.getArgs()));
    const answer = new pb.ConfigureResponse().setAcceptsecrets(true).setAcceptresources(true);
    return Promise.resolve(answer.setSupportspreview(true));
  }

  async check(request: pb.CheckRequest): Promise<pb.CheckResponse> {
    const { resource } = await this.#loadCore();
    const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
    return checkResponse(await resource.check(request.getUrn(), olds, news));
  }

  async diff(request: pb.DiffRequest): Promise<pb.DiffResponse> {
    const { resource } = await this.#loadCore();
    return diffResponse(
      await resource.diff(keyOf(request), {
        ...changeOf(request),
        oldInputs: fromStruct(request.getOldInputs()),
      }),
    );
  }

  async create(request: pb.CreateRequest): Promise<pb.CreateResponse> {
    const { resource } = await this.#loadCore();
    const inputs = fromStruct(request.getProperties());
    const answer = new pb.CreateResponse().setRefreshBeforeUpdate(true);
    if (request.getPreview())
      return answer.setProperties(toStruct(await resource.previewCreate(request.getUrn(), inputs)));
    const { id, outs } = await resource.create(request.getUrn(), inputs, callOf(request));
    return answer.setId(id).setProperties(toStruct(outs));
  }

  async update(request: pb.UpdateRequest): Promise<pb.UpdateResponse> {
    const { resource } = await this.#loadCore();
    const outs = request.getPreview()
      ? await resource.previewUpdate(request.getUrn(), changeOf(request))
      : await resource.update(keyOf(request), changeOf(request), callOf(request));
    return new pb.UpdateResponse().setProperties(toStruct(outs)).setRefreshBeforeUpdate(true);
  }

  async read(request: pb.ReadRequest): Promise<pb.ReadResponse> {
    const { resource } = await this.#loadCore();
    const known = { state: fromStruct(request.getProperties()), inputs: fromStruct(request.getInputs()) };
    const found = await resource.read(keyOf(request), known);
    const answer = new pb.ReadResponse();
    if (found === undefined) return answer;
    answer.setId(found.id).setProperties(toStruct(found.props)).setInputs(toStruct(found.inputs));
    return answer.setRefreshBeforeUpdate(true);
  }

  async delete(request: pb.DeleteRequest): Promise<Empty> {
    const { resource } = await this.#loadCore();
    await resource.delete(keyOf(request), fromStruct(request.getProperties()), callOf(request));
    return new Empty();
  }

  async invoke(request: pb.InvokeRequest): Promise<pb.InvokeResponse> {
    const core = await this.#loadCore();
    const answer = await core.invoke(request.getTok(), openAll(fromStruct(request.getArgs())));
    return invokeResponse(answer);
  }

  /** Comes at Ctrl-C, and at the end of every run, when nothing is left to cancel. */
  cancel(): Promise<Empty> {
    this.#cancellation.cancel();
    return Promise.resolve(new Empty());
  }

  async #schema(): Promise<{ version: string }> {
    return (await import("./schema.json")).default;
  }

  #loadCore(): Promise<Core> {
    this.#core ??= import("./core.js").then(({ createCore }) =>
      createCore({
        address: this.#engineAddress,
        grpc,
        config: () => this.#config,
        cancellation: this.#cancellation,
      }),
    );
    return this.#core;
  }
}

function keyOf(request: { getUrn(): string; getId(): string }): ResourceKey {
  return { urn: request.getUrn(), id: request.getId() };
}

/** The engine says 0 where the program sets no time. */
function callOf(request: { getTimeout(): number }): Call {
  return request.getTimeout() > 0 ? { timeoutMs: request.getTimeout() * 1000 } : {};
}

function changeOf(request: pb.DiffRequest | pb.UpdateRequest): StateAndInputs {
  return {
    state: fromStruct(request.getOlds()),
    inputs: fromStruct(request.getNews()),
    ignoreChanges: request.getIgnorechangesList(),
  };
}
