import * as z from "zod";
import { parseDocument } from "../input/json-document";

const text = z.string();
const count = z.number();
const visible = z.record(text, count);
/** What the CLI shows of a secret. */
export const SECRET = "[secret]";

/** The CLI writes `[secret]`, `[unknown]` or a placeholder where it does not show a value, whatever its kind. */
const hidden = text;
const flag = z.union([z.boolean(), hidden]).optional();
const shownCount = z.union([count, hidden.transform(() => undefined)]).optional();

const values = z.looseObject({
  msTenantId: text.optional(),
  callingProfile: text.optional(),
  usage: text.optional(),
  additionalUsages: z.union([z.array(text), hidden]).optional(),
  capabilities: z.union([z.array(text), hidden]).optional(),
  numbers: z.union([visible, hidden]).optional(),
  pending: z.union([visible, hidden]).optional(),
  drift: z.union([z.record(text, text), hidden]).optional(),
  notAcquired: z.union([z.object({ since: text, count, numbers: z.array(text) }), hidden]).optional(),
  numberCount: shownCount,
  assignedCount: shownCount,
  releaseRemoved: flag,
  unassignOnRelease: flag,
  __secretNumbers: flag,
});

/** Only allocations are read closely: a resource of another provider may hold anything under these names. */
const state = z.looseObject({
  inputs: z.unknown().optional(),
  outputs: z.unknown().optional(),
  delete: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  importID: text.optional(),
});

const step = z.looseObject({
  op: text,
  urn: text,
  provider: text.optional(),
  oldState: state.optional(),
  newState: state.optional(),
  replaceReasons: z.array(text).nullish(),
});

const diagnostic = z.looseObject({ urn: text.optional(), message: text, severity: text });

const preview = z.looseObject({
  config: z.record(text, text).optional(),
  steps: z.array(step).nullish(),
  diagnostics: z.array(diagnostic).nullish(),
  changeSummary: z.record(text, count).nullish(),
});

/** The inputs or outputs of an allocation, as far as the report reads them. */
export type Values = z.infer<typeof values>;
export type State = z.infer<typeof state>;
export type Step = z.infer<typeof step>;
export type Diagnostic = z.infer<typeof diagnostic>;

/** What `pulumi preview --json` prints. */
export interface Preview {
  readonly config: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  /** Operation → how many resources, those included that are not among the steps; undefined where the preview stopped early. */
  readonly changeSummary: Readonly<Record<string, number>> | undefined;
}

/**
 * Errors: text that is not a preview, with `source` (where it came from) and what to do.
 *
 * @example
 * parsePreview(readFileSync("preview.json", "utf8"), "preview.json").steps.length;
 */
export function parsePreview(content: string, source: string): Preview {
  const document = parseDocument(content);
  if ("problem" in document) throw new Error(`${source} ${explain(document.problem, content)}`);
  const parsed = preview.safeParse(document.value);
  if (!parsed.success) throw notPreview(source, parsed.error);
  const { config = {}, steps, diagnostics, changeSummary } = parsed.data;
  if (!steps && !diagnostics && !changeSummary) throw notPreview(source);
  return {
    config,
    steps: steps ?? [],
    diagnostics: diagnostics ?? [],
    changeSummary: changeSummary ?? undefined,
  };
}

/** Errors: an allocation that this version does not understand, by its URN. */
export function parseValues(value: unknown, urn: string): Values {
  const parsed = values.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  throw new Error(`${urn}: its state cannot be read: ${firstIssue(parsed.error)}.`);
}

/** What people see who run it without `--json`. */
const FOR_PEOPLE = /^(Previewing|View (in Browser|Live)|Updating|Refreshing)\b/m;

function explain(problem: string, content: string): string {
  if (problem === "is empty")
    return `${problem}: the command that was to write it ended before it began, and says why on its standard error.`;
  if (FOR_PEOPLE.test(content))
    return "is what Pulumi prints for people: write it with pulumi preview --json (and behind npm run, put --json after --).";
  const expected =
    "expected all of the standard output of pulumi preview --json or pulumi up --json, and nothing else";
  return problem === "is not JSON" || problem.startsWith("holds")
    ? `${problem}: ${expected}.`
    : `${problem}: ${expected}. It was cut off, or is still being written.`;
}

function notPreview(source: string, error?: z.ZodError): Error {
  const detail = error === undefined ? "" : ` (${firstIssue(error)})`;
  return new Error(`${source} is not the output of pulumi preview --json or pulumi up --json${detail}.`);
}

function firstIssue({ issues }: z.ZodError): string {
  const [issue] = issues;
  return [issue?.path.join(".") ?? "", issue?.message ?? ""].filter((text) => text !== "").join(": ");
}
