import * as pb from "@pulumi/pulumi/proto/provider_pb";

import type { Checked, Values } from "../common/operations";
import type { Diffed } from "./resource";
import { toStruct } from "./wire";

export function checkResponse({ inputs, failures }: Checked): pb.CheckResponse {
  const answer = new pb.CheckResponse().setInputs(toStruct(inputs));
  return answer.setFailuresList(failures.map(failureOf));
}

export function invokeResponse(answer: Values): pb.InvokeResponse {
  return new pb.InvokeResponse().setReturn(toStruct(answer));
}

function failureOf({ property, reason }: { property: string; reason: string }): pb.CheckFailure {
  return new pb.CheckFailure().setProperty(property).setReason(reason);
}

export function diffResponse({
  changes,
  hasChanges,
  replaces,
  deleteBeforeReplace,
}: Diffed): pb.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
  const answer = new pb.DiffResponse()
    .setChanges(hasChanges ? DIFF_SOME : DIFF_NONE)
    .setReplacesList([...replaces])
    .setDeletebeforereplace(deleteBeforeReplace)
    .setDiffsList([...new Set([...changes.keys()].map((path) => path.replace(/\[.*$/s, "")))])
    .setHasdetaileddiff(true);
  for (const [path, { kind, isInput }] of changes) {
    const difference = new pb.PropertyDiff().setKind(pb.PropertyDiff.Kind[kind]).setInputdiff(isInput);
    answer.getDetaileddiffMap().set(path, difference);
  }
  return answer;
}
