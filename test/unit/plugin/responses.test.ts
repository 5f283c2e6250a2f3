import { status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

import { PartialStateError } from "../../../provider/plugin/partial-state-error";
import { diffResponse } from "../../../provider/plugin/responses";
import { UnknownMethodError, rpcError } from "../../../provider/plugin/rpc-error";
import { PartialAllocationError, UserError } from "../../../provider/state/errors";

it("a difference goes to the engine key by key, with whether it replaces the resource, and in which order", () => {
  const changes = new Map([
    ['numbers["+61395556900"]', { kind: "ADD", isInput: true }],
    ['drift["+61395556901"]', { kind: "DELETE", isInput: false }],
    ["msTenantId", { kind: "UPDATE_REPLACE", isInput: true }],
  ] as const);
  const answer = diffResponse({
    changes,
    hasChanges: true,
    replaces: ["msTenantId"],
    deleteBeforeReplace: true,
  });
  expect(answer.toObject()).toMatchObject({
    ...{ changes: 2, replacesList: ["msTenantId"], deletebeforereplace: true, hasdetaileddiff: true },
    diffsList: ["numbers", "drift", "msTenantId"],
    detaileddiffMap: [
      ['drift["+61395556901"]', { kind: PropertyDiff.Kind.DELETE, inputdiff: false }],
      ["msTenantId", { kind: PropertyDiff.Kind.UPDATE_REPLACE, inputdiff: true }],
      ['numbers["+61395556900"]', { kind: PropertyDiff.Kind.ADD, inputdiff: true }],
    ],
  });
});

it("an error of the plugin is a sentence for people, or the stack of a bug", () => {
  expect(rpcError(new UserError("no", "in_use"))).toMatchObject({ code: status.UNKNOWN, details: "no" });
  expect(rpcError(new UnknownMethodError("none"))).toMatchObject({
    code: status.UNIMPLEMENTED,
    details: "none",
  });
  expect(rpcError(new Error("a bug")).details).toMatch(/a bug\n\s+at /);
});

it("an error of the plugin has the engine save what is done of an operation that fails half-way, and read it before the next", () => {
  const partial = new PartialAllocationError("half", {
    id: "id",
    properties: {},
    reasons: ["half", "why"],
    notDone: {},
  });
  const { metadata } = rpcError(new PartialStateError(partial, { numberCount: 1 }, { usage: "U" }));
  const [bytes] = metadata?.get("grpc-status-details-bin") ?? [];
  const [detail] = Status.deserializeBinary(Buffer.from(bytes ?? "")).getDetailsList();
  const saved = ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
  expect([saved.getId(), saved.getReasonsList(), saved.getRefreshBeforeUpdate()]).toEqual([
    "id",
    ["half", "why"],
    true,
  ]);
  expect([saved.getProperties(), saved.getInputs()].map((one) => one?.toJavaScript())).toEqual([
    { numberCount: 1 },
    { usage: "U" },
  ]);
});
