import { z } from "zod";
import type { Transport } from "./transport";

/** Where a task stands. `unknown`: a status that is not in the table below. */
export type TaskOutcome = "running" | "succeeded" | "failed" | "unknown";

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
  totalNumbersCount?: number;
}

/**
 * How a status begins or what it holds, without case, spaces and punctuation. InProgress and CompletedSuccess are
 * documented, the failures are not: all that are plausible are here, and they are looked for first, since
 * `CompletedWithErrors` and `PartiallySucceeded` are none of the successes.
 */
const spellings: readonly [Exclude<TaskOutcome, "unknown">, RegExp][] = [
  [
    "failed",
    /fail|error|cancel|abort|reject|faulted|timedout|timeout|terminated|expired|partial|unsuccess|incomplete/,
  ],
  ["succeeded", /^(complete|success|succeeded|done|finished)/],
  ["running", /^(inprogress|running|queued|pending|waiting|started|notstarted|processing|created|new$)/],
];

function outcomeOf(status: string): TaskOutcome {
  const spelling = status.toLowerCase().replace(/[^a-z]/g, "");
  return spellings.find(([, pattern]) => pattern.test(spelling))?.[0] ?? "unknown";
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const texts = z.array(text).catch([]).default([]);
const message = z.object({ level: text.catch("Information").default("Information"), message: text });
/** A message that cannot be read takes no other with it. */
const messages = z
  .array(z.union([message, text.transform((only) => ({ level: "Information", message: only })), z.unknown()]))
  .transform((list) => list.flatMap((one) => message.safeParse(one).data ?? []));

const taskSchema = z.object({
  id: z.string().nullish(),
  status: z.string(),
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
    answer: taskSchema,
    expected: "a task",
  });
  return (
    task && {
      id: task.id ?? taskId,
      status: task.status,
      outcome: outcomeOf(task.status),
      details: task.details,
      messages: task.executionMessages,
      sbcIds: sbcIdsOf(task.outputData),
      ...(typeof task.totalNumbersCount === "number" && { totalNumbersCount: task.totalNumbersCount }),
    }
  );
}

/** The keys of outputData are in PascalCase where all others are in camelCase: not to be relied on. */
function sbcIdsOf(outputData: Record<string, unknown>): number[] {
  const list = Object.entries(outputData).find(([key]) => key.toLowerCase() === "sbcidlist")?.[1];
  const ids = z.array(z.coerce.number().int().positive().catch(0)).catch([]).parse(list);
  return ids.filter((id) => id > 0);
}
