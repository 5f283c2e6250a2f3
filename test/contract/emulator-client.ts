import * as z from "zod";
import type { Emulator } from "../../emulator";
import { TENANT } from "../support/default-seed";

export { OTHER_TENANT, TENANT } from "../support/default-seed";

export const PROFILE = "5f3fbb3b-df9b-483d-b294-c7eb01e22aac";
export const UPLOAD = {
  callingProfile: PROFILE,
  usage: "CallingUserAssignment",
  capabilities: ["InboundCalling", "OutboundCalling"],
};

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

const accepted = z.object({ taskId: z.string() });
const task = z.looseObject({
  status: z.string(),
  executionMessages: z.array(z.object({ level: z.string(), message: z.string() })),
});
const list = z.looseObject({
  totalRecords: z.number(),
  data: z.array(z.record(z.string(), z.unknown())),
});

interface Extras {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export type Client = ReturnType<typeof client>;

/** Talks to the emulator as any HTTP client would. */
export function client(emulator: Emulator) {
  async function send(verb: string, path: string, { body, headers }: Extras = {}): Promise<Reply> {
    const response = await fetch(emulator.url + path, {
      method: verb,
      headers: { authorization: `Bearer ${emulator.token}`, "content-type": "application/json", ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith("<") ? text : JSON.parse(text),
      headers: response.headers,
    };
  }
  const post = (path: string, body: unknown) => send("POST", path, { body });
  const upload = (fields: object) =>
    post(`/api/v2/oc/numbers/action/upload?msTenantId=${TENANT}`, { ...UPLOAD, ...fields });
  const release = (body: unknown) => post(`/api/v2/oc/numbers/action/release?msTenantId=${TENANT}`, body);
  return {
    send,
    upload,
    get: (path: string) => send("GET", path),
    post,
    release,
    released: async (body: unknown) => accepted.parse((await release(body)).body).taskId,
    uploaded: async (fields: object) => accepted.parse((await upload(fields)).body).taskId,
    task: async (id: string) => task.parse((await send("GET", `/api/v2/task/${id}`)).body),
    list: async (query = "") => list.parse((await send("GET", `/api/v3/oc/numbers?${query}`)).body),
  };
}

/** What a task says at level Error. */
export function errorsOf({ executionMessages }: z.infer<typeof task>): string[] {
  return executionMessages.filter(({ level }) => level === "Error").map(({ message }) => message);
}

/** The names of an answer's fields, in their order. */
export function fieldsOf(body: unknown): string[] {
  return typeof body === "object" && body !== null ? Object.keys(body) : [];
}

/** The numbers of a list, as they came. */
export function numbersOf({ data }: z.infer<typeof list>): unknown[] {
  return data.map((row) => row["telephoneNumber"]);
}
