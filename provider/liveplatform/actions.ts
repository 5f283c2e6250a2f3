import * as z from "zod";
import type { Transport } from "./transport";

/** Both ends belong to the range; the service expands it. */
export interface PhoneNumberRange {
  start: string;
  end: string;
}

export interface UploadRequest {
  /** Id of the calling profile. */
  callingProfile: string;
  usage: string;
  additionalUsages?: readonly string[] | undefined;
  capabilities: readonly string[];
  phoneNumbers?: readonly string[] | undefined;
  phoneNumberRanges?: readonly PhoneNumberRange[] | undefined;
  /** ISO 3166, two letters. */
  country?: string | undefined;
  address?: string | undefined;
  location?: string | undefined;
  typeOfService?: string | undefined;
  ticketId?: string | undefined;
}

/** The platform has taken the work on; see `getTask`. */
export interface TaskStarted {
  taskId: string;
}

/** additionalUsages need this version of the platform's workflow. */
const WORKFLOW_VERSION = 3;

/** Without a blank: a sentence is what went wrong. */
const taskId = z.union([z.string().regex(/^\S+$/), z.number()]).transform(String);

/** Keys in any case. */
const anyCase = z
  .record(z.string(), z.unknown())
  .transform((answer) =>
    Object.fromEntries(Object.entries(answer).map(([key, value]) => [key.toLowerCase(), value])),
  );

/** `{"taskId": …}`, the task itself, or the id alone: for all but the upload the documentation leaves it open. */
const taskStarted = z.union([
  anyCase.pipe(z.object({ taskid: taskId })).transform(({ taskid }) => ({ taskId: taskid })),
  anyCase.pipe(z.object({ id: taskId })).transform(({ id }) => ({ taskId: id })),
  taskId.transform((id) => ({ taskId: id })),
]);

interface Action {
  name: "upload" | "release" | "unassign";
  msTenantId: string;
  body: unknown;
}

export function upload(
  transport: Transport,
  msTenantId: string,
  request: UploadRequest,
): Promise<TaskStarted> {
  return act(transport, { name: "upload", msTenantId, body: uploadBody(request) });
}

/** A bare list. */
export function release(
  transport: Transport,
  msTenantId: string,
  phoneNumbers: readonly string[],
): Promise<TaskStarted> {
  return act(transport, { name: "release", msTenantId, body: phoneNumbers });
}

export function unassign(
  transport: Transport,
  msTenantId: string,
  telephoneNumbers: readonly string[],
): Promise<TaskStarted> {
  return act(transport, { name: "unassign", msTenantId, body: { telephoneNumbers } });
}

function act(transport: Transport, { name, msTenantId, body }: Action): Promise<TaskStarted> {
  return transport.send({
    verb: "POST",
    path: `/api/v2/oc/numbers/action/${name}`,
    query: { msTenantId },
    body,
    kind: "write",
    release: name === "release",
    answer: taskStarted,
    expected: "the id of a task",
    bareText: true,
  });
}

/** In the order of the documented example; JSON leaves out what is undefined. */
function uploadBody(request: UploadRequest) {
  return {
    callingProfile: request.callingProfile,
    usage: request.usage,
    additionalUsages: filled(request.additionalUsages),
    capabilities: request.capabilities,
    phoneNumbers: filled(request.phoneNumbers),
    phoneNumberRanges: filled(request.phoneNumberRanges),
    workflowVersion: WORKFLOW_VERSION,
    country: request.country,
    address: request.address,
    location: request.location,
    typeOfService: request.typeOfService,
    ticketId: request.ticketId,
  };
}

function filled<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}
