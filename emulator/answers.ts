import type { World } from "./world";

/** What goes back to the client. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Thrown by a handler to answer with an error. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(`${answer.status}`);
  }
}

export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** An error of the service itself, with the ticket that support asks for. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly instance: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const JSON_PROBLEM = { "content-type": "application/problem+json; charset=utf-8" };

/** 400 as ASP.NET's model validation writes it. */
export function invalid(world: World, errors: FieldErrors): Refusal {
  const type = "https://tools.ietf.org/html/rfc7231#section-6.5.1";
  const title = "One or more validation errors occurred.";
  const body = { errors, type, title, status: 400, traceId: world.ids.trace() };
  return new Refusal({ status: 400, body, headers: JSON_PROBLEM });
}

export function problem(world: World, { headers, ...facts }: Problem): Answer {
  const type = `https://httpstatuses.io/${facts.status}`;
  const errorTicket = world.ids.errorTicket();
  const body = { type, ...facts, errorTicket, errorCode: `LP${facts.status}`, traceId: world.ids.trace() };
  return { status: facts.status, body, headers: { ...JSON_PROBLEM, ...headers } };
}

export function refused(world: World, facts: Problem): Refusal {
  return new Refusal(problem(world, facts));
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}
