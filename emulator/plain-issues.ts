import type * as z from "zod";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What zod found, as sentences that begin with the place: `respond.status: expected a number, not a string.` */
export function plainIssues(error: z.ZodError): string {
  return error.issues.flatMap((issue) => sentences(issue, [])).join(" ");
}

function sentences(issue: Issue, within: Path): string[] {
  const path = [...within, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => `${place([...path, key])}: unknown.`);
  if (issue.code === "invalid_union") return ofUnion(issue, path);
  if (issue.code === "invalid_type") return [`${place(path)}: ${wrongType(issue)}.`];
  return [`${place(path)}: ${decapitalize(issue.message.replace(/^Invalid \w+: /, ""))}.`];
}

/** The branch that was meant: the one that takes this kind of value, and finds something wrong further in. */
function ofUnion(issue: Extract<Issue, { code: "invalid_union" }>, path: Path): string[] {
  const meant = issue.errors.find((errors) =>
    errors.every(({ code, path: at }) => code !== "invalid_type" || at.length > 0),
  );
  if (meant === undefined) return [`${place(path)}: ${decapitalize(issue.message)}.`];
  return meant.flatMap((inner) => sentences(inner, path));
}

function wrongType(issue: Extract<Issue, { code: "invalid_type" }>): string {
  const expected = withArticle(issue.expected);
  const received = /received (\w+)$/.exec(issue.message)?.[1];
  if (received === undefined || received === "undefined") return `missing; expected ${expected}`;
  return `expected ${expected}, not ${withArticle(received)}`;
}

/** `tenants[0].numbers`; nothing to name is the whole. */
function place(path: Path): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text.replace(/^\./, "") || "the whole";
}

function withArticle(type: string): string {
  if (type === "null") return type;
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function decapitalize(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
