import * as z from "zod";
import type { FieldError } from "./errors";
import type { SafeText } from "./safe-text";

/** What can be said of a refusal, from either of the two documented bodies or from none. */
export interface ErrorBody {
  fieldErrors: FieldError[];
  /** Texts for a person, most specific first. */
  texts: string[];
  errorTicket?: string | undefined;
  errorCode?: string | undefined;
  traceId?: string | undefined;
  /** Set where a gateway answered instead of the platform; the page's title, if it has one. */
  html?: string;
}

const word = z.union([z.string(), z.number()]).transform(String).nullish().catch(undefined);
const problem = z.object({
  errors: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .nullish()
    .catch(undefined),
  title: word,
  detail: word,
  message: word,
  error: z.union([z.object({ message: word }).transform((error) => error.message), word]),
  errorTicket: word,
  errorCode: word,
  traceId: word,
});
type Problem = z.output<typeof problem>;

/** A body may name thousands of numbers; an error need not hold them all. */
const MOST_FIELD_ERRORS = 1000;

export function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype html|html|head|body)\b/i.test(text);
}

export function readErrorBody(text: string, safe: SafeText): ErrorBody {
  if (looksLikeHtml(text))
    return { fieldErrors: [], texts: [], html: safe(/<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? "", 100) };

  const json = parseJson(text);
  const parsed = problem.safeParse(json);
  if (parsed.success) return fromProblem(parsed.data, safe);

  const plain = safe(typeof json === "string" ? json : text, 200);
  return { fieldErrors: [], texts: plain === "" ? [] : [plain] };
}

function fromProblem(body: Problem, safe: SafeText): ErrorBody {
  const fieldErrors = Object.entries(body.errors ?? {})
    .flatMap(([field, texts]) =>
      [texts].flat().map((text) => ({ field: safe(field, 100), text: safe(text) })),
    )
    .slice(0, MOST_FIELD_ERRORS);
  const show = (text: string | null | undefined) => (text ? safe(text) : undefined);
  // The title of a validation error says no more than that it is one.
  const general =
    fieldErrors.length > 0 ? [body.detail] : [body.title, body.detail ?? body.message ?? body.error];
  return {
    fieldErrors,
    texts: general.flatMap((text) => show(text) ?? []),
    errorTicket: show(body.errorTicket),
    errorCode: show(body.errorCode),
    traceId: show(body.traceId),
  };
}

/** The value of a JSON text; undefined where it is none. With `bareText`, a single word counts as a string. */
export function parseJson(text: string, bareText = false): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return bareText && /^[\w.-]+$/.test(text.trim()) ? text.trim() : undefined;
  }
}
