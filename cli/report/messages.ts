import { nameOf } from "./allocation-step";
import { type Diagnostic, SECRET } from "./preview";
import type { Message } from "./schema";

const NUMBER = /\+\d{5,15}(\.\.\+\d{5,15})?/g;
/** How the CLI wraps what check says; the resource is named beside it anyway. */
const CHECK_FAILURE = /^\S+ resource '[^']*'(?:: property (\S+) value \{.*?\})? has a problem: /s;
/** Said at the end of a failed preview or run, after the reasons. */
const EMPTY_ERRORS = ["preview failed", "update failed"];
const RISKS = [/in use/, /release/, /takes over/];

/**
 * The messages of one severity, each once, those first that name a risk.
 *
 * @param secretUrns resources whose numbers are not to be shown; messages about the whole run show none if there are any
 */
export function messagesOf(
  diagnostics: readonly Diagnostic[],
  severity: "error" | "warning",
  secretUrns: ReadonlySet<string>,
): Message[] {
  const messages = diagnostics
    .filter((diagnostic) => diagnostic.severity === severity)
    .map(({ urn, message }) => {
      const isSecret = urn === undefined ? secretUrns.size > 0 : secretUrns.has(urn);
      const text = plain(message, severity);
      return {
        resource: urn === undefined ? null : nameOf(urn),
        message: isSecret ? text.replace(NUMBER, SECRET) : text,
      };
    });
  const telling = messages.filter(({ message }) => !EMPTY_ERRORS.includes(message));
  return byRisk(unique(telling.length === 0 ? messages : telling));
}

export function byRisk(messages: readonly Message[]): Message[] {
  const rank = ({ message }: Message): number => {
    const index = RISKS.findIndex((risk) => risk.test(message));
    return index < 0 ? RISKS.length : index;
  };
  return [...messages].sort((a, b) => rank(a) - rank(b));
}

function plain(message: string, severity: string): string {
  const text = message.trim();
  const prefix = `${severity}: `;
  const bare = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  const [failure = "", property = ""] = CHECK_FAILURE.exec(bare) ?? [];
  const said = bare.slice(failure.length);
  // Some of them begin with the property anyway.
  return failure === "" || said.startsWith(property)
    ? said.replace(/^Preview failed: /, "")
    : `${property}: ${said}`;
}

function unique(messages: readonly Message[]): Message[] {
  return [...new Map(messages.map((message) => [JSON.stringify(message), message])).values()];
}
