import * as z from "zod";
import { oneLine } from "./safe-text";
import { type TaskOutcome, outcomeOf } from "./task-outcome";
import type { Transport } from "./transport";

/** A long-running piece of work of the platform, such as an upload. */
export interface Task {
  id: string;
  /** As the platform spells it. */
  status: string;
  outcome: TaskOutcome;
  details: string[];
  messages: { level: string; message: string }[];
  /** The session border controllers that the numbers were programmed in. */
  sbcIds: number[];
  /** The job at Microsoft that it was handed to, in lower case: the `tnUploadJobId` of the numbers that it brought in. */
  msJobId?: string;
  totalNumbersCount?: number;
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform((value) => oneLine(String(value)));
const texts = z.array(text).catch([]).default([]);
const message = z.object({ level: text.catch("Information").default("Information"), message: text });
/** A message that cannot be read takes no other with it. */
const messages = z
  .array(z.union([message, text.transform((only) => ({ level: "Information", message: only })), z.unknown()]))
  .transform((list) => list.flatMap((one) => message.safeParse(one).data ?? []));

const taskSchema = z.object({
  id: z.string().nullish(),
  status: z.string().transform(oneLine),
  details: texts,
  executionMessages: messages.catch([]).default([]),
  outputData: z.record(z.string(), z.unknown()).catch({}).default({}),
  totalNumbersCount: z.number().nullish().catch(undefined),
});

/** A task that the platform still knows; undefined where it does not, or no longer. */
export async function getTask(transport: Transport, taskId: string): Promise<Task | undefined> {
  const task = await transport.find({
    verb: "GET",
    path: `/api/v2/task/${encodeURIComponent(taskId)}`,
    kind: "read",
    answer: taskSchema.superRefine(({ id }, context) => {
      if (!id || isSameTask(id, taskId)) return;
      context.addIssue({ code: "custom", message: `it is about task ${id}, and ${taskId} was asked for` });
    }),
    expected: `task ${taskId}`,
  });
  const jobId = task && valueOf(task.outputData, "msjobid");
  return (
    task && {
      id: taskId,
      status: task.status,
      outcome: outcomeOf(task.status),
      details: task.details,
      messages: task.executionMessages,
      sbcIds: sbcIdsOf(task.outputData),
      ...(typeof jobId === "string" && jobId !== "" && { msJobId: jobId.toLowerCase() }),
      ...(typeof task.totalNumbersCount === "number" && { totalNumbersCount: task.totalNumbersCount }),
    }
  );
}

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** An id may come back without the prefix that names its kind, or as a number of another count: then it says nothing. */
function isSameTask(answered: string, asked: string): boolean {
  const [one, other] = [answered, asked].map((id) => (GUID.exec(id)?.[0] ?? id).toLowerCase());
  return one === other || /^\d+$/.test(answered);
}

/** The keys of outputData are in PascalCase where all others are in camelCase: not to be relied on. */
function valueOf(outputData: Record<string, unknown>, lowerCaseKey: string): unknown {
  return Object.entries(outputData).find(([key]) => key.toLowerCase() === lowerCaseKey)?.[1];
}

function sbcIdsOf(outputData: Record<string, unknown>): number[] {
  const list = valueOf(outputData, "sbcidlist");
  const ids = z.array(z.coerce.number().int().positive().catch(0)).catch([]).parse(list);
  return ids.filter((id) => id > 0);
}
