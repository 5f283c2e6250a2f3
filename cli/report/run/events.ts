import * as z from "zod";
import { isSecretValue } from "../../states/stack-state";
import { SECRET } from "../preview";

const text = z.string();
const values = z.record(text, z.unknown()).transform(hiding);

const state = z.looseObject({
  inputs: values.nullish(),
  outputs: values.nullish(),
  delete: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
});

const metadata = z.looseObject({
  op: text,
  urn: text,
  provider: text.optional(),
  old: state.nullish(),
  new: state.nullish(),
});

const onResource = z.looseObject({ metadata }).optional();

const event = z.looseObject({
  sequence: z.number(),
  preludeEvent: z.looseObject({ config: z.record(text, text).nullish() }).optional(),
  resourcePreEvent: onResource,
  resOutputsEvent: onResource,
  resOpFailedEvent: onResource,
  diagnosticEvent: z
    .looseObject({
      urn: text.optional(),
      message: text,
      severity: text,
      ephemeral: z.boolean().optional(),
    })
    .optional(),
  summaryEvent: z
    .looseObject({
      isPreview: z.boolean().optional(),
      durationSeconds: z.number().optional(),
      resourceChanges: z.record(text, z.number()).nullish(),
      result: text.optional(),
    })
    .optional(),
});

/** A preview shows a word in place of a secret; here it is an object of the form that it has in a state. */
function hiding(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, hidden(value)]));
}

function hidden(value: unknown): unknown {
  if (isSecretValue(value)) return SECRET;
  return Array.isArray(value) ? value.map(hidden) : value;
}

/** What the engine tells while it runs, one line of JSON each. */
export type EngineEvent = z.infer<typeof event>;
export type Metadata = z.infer<typeof metadata>;

/**
 * The events among the lines of a text. `pulumi up --json` prints its preview before them, as one document that is indented, and
 * npm its own lines; a line that is cut off is passed over like these.
 */
export function eventsOf(content: string): EngineEvent[] {
  return content.split("\n").flatMap((line) => (line.startsWith('{"') ? eventOf(line) : []));
}

function eventOf(line: string): EngineEvent[] {
  try {
    const parsed = event.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}
