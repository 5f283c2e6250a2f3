import { CALM, type Plan } from "./plan";
import type { Step } from "./steps";
import { type Run, numbersOf, show } from "./universe";

/** A step as one line for people. */
export function describe(step: Step): string {
  if ("command" in step) return describePlan(step);
  const [kind, word] = "edit" in step ? ["edit", step.edit] : ["portal", step.portal];
  const rest = Object.entries(step).filter(([key]) => key !== kind);
  return [`${kind} ${word}`, ...rest.map(([key, value]) => `${key} ${inWords(key, value)}`)].join(" ");
}

function describePlan(plan: Plan): string {
  const unlike = Object.entries(plan).filter(
    ([key, value]) =>
      key !== "command" && key !== "seed" && JSON.stringify(value) !== JSON.stringify(CALM[keyOf(key)]),
  );
  return [plan.command, ...unlike.map(([key, value]) => `${key} ${inWords(key, value)}`)].join(" ");
}

function keyOf(key: string): keyof Plan {
  const found = Object.keys(CALM).find((known): known is keyof Plan => known === key);
  if (found === undefined) throw new Error(`a plan has no ${key}`);
  return found;
}

function inWords(key: string, value: unknown): string {
  if (key === "numbers" && isRuns(value)) return show(numbersOf(value));
  if (Array.isArray(value)) return `[${value.map((item: unknown) => inWords("", item)).join("; ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([name, one]: [string, unknown]) => `${name} ${inWords(name, one)}`)
    .join(" ");
}

function isRuns(value: unknown): value is Run[] {
  return Array.isArray(value);
}
