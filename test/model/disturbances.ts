import type { Emulator } from "../../emulator";
import { NumberSet } from "../../provider/numbers/number-set";
import { type Choice, PROFILES, type Run, TENANTS, numbersOf } from "./universe";

/** What a portal user, Microsoft or the operator does; numbers that are not there are passed over. */
export interface PortalChange {
  portal:
    | "remove"
    | "mark"
    | "readyForRemoval"
    | "reprofile"
    | "assign"
    | "unassign"
    | "move"
    | "weaken"
    | "acquire"
    | "age"
    | "add";
  numbers: readonly Run[];
  /** The tenant or the profile, where it needs one. */
  to: Choice;
}

export type Endpoint = "upload" | "release" | "unassign" | "clear" | "list" | "number" | "task";

/** What goes wrong while an operation runs. */
export type Fault =
  | {
      fault: "answer";
      of: Endpoint;
      when: "before" | "after";
      how: "dropped" | "500" | "html" | "cut" | "503" | "503 retry" | "429";
      from: number;
      times: number;
    }
  | {
      fault: "task";
      of: "upload" | "release";
      how:
        | "hangs"
        | "never ends"
        | "vanishes"
        | "says failed"
        | "says success"
        | "is unknown"
        | "skips"
        | "refuses";
      numbers: readonly Run[];
    }
  | {
      fault: "list";
      how: "lags" | "is empty" | "hides" | "omits" | "repeats" | "malformed" | "shows others";
      numbers: readonly Run[];
      times: number;
    };

/**
 * Numbers of which two witnesses may say the same untruth: a task that it has released them, and a list that is behind just after it.
 * Nobody can know better, nor could a person.
 */
export function deniedByTwo(faults: readonly Fault[]): NumberSet {
  const isBehind = faults.some(
    (one) => one.fault === "list" && ["lags", "is empty", "hides"].includes(one.how),
  );
  const lies = faults.flatMap((one) =>
    one.fault === "task" && one.of === "release" && one.how === "says success"
      ? [numbersOf(one.numbers)]
      : [],
  );
  return isBehind ? NumberSet.unionAll(lies) : NumberSet.empty;
}

const RELEASE_REQUESTED = 1;

const PATHS: Record<Endpoint, string> = {
  upload: "/action/upload",
  release: "/action/release",
  unassign: "/action/unassign",
  clear: "/clear-removal-status",
  list: "/api/v3/oc/numbers?",
  number: "/oc/numbers/+",
  task: "/api/v2/task/",
};

/** Puts a fault in force; what is returned ends it. */
export function strike(emulator: Emulator, fault: Fault): () => void {
  const rule = ruleOf(fault);
  if (rule !== undefined) {
    const handle = emulator.fail(rule);
    return () => handle.remove();
  }
  if (fault.fault !== "task") return () => undefined;
  const refused = [...numbersOf(fault.numbers)];
  emulator.refuse(refused, "not today", fault.of);
  return () => emulator.unrefuse(refused, fault.of);
}

function ruleOf(fault: Fault): Parameters<Emulator["fail"]>[0] | undefined {
  if (fault.fault === "answer") return answerRule(fault);
  const numbers = [...numbersOf(fault.numbers)];
  if (fault.fault === "list") return { kind: "list", times: fault.times, ...listRule(fault.how, numbers) };
  const rule = { kind: "task" as const, operation: fault.of, times: 1 };
  switch (fault.how) {
    case "hangs":
      // A release that hangs for ever holds its numbers for ever: nobody could do anything about that.
      return fault.of === "upload" ? { ...rule, hang: true } : { ...rule, status: "InProgress" };
    case "never ends":
      return { ...rule, status: "InProgress" };
    case "vanishes":
      return { ...rule, vanish: true };
    case "says failed":
      return { ...rule, status: "Failed" };
    case "says success":
      return { ...rule, status: "CompletedSuccess", skip: numbers };
    case "is unknown":
      return { ...rule, status: "Suspended" };
    case "skips":
      return { ...rule, skip: numbers };
    case "refuses":
      return undefined;
  }
}

function listRule(how: (Fault & { fault: "list" })["how"], numbers: string[]) {
  switch (how) {
    case "lags":
      return { lagMs: 60_000 };
    case "is empty":
      return { empty: true };
    case "hides":
      return { hide: numbers };
    case "omits":
      return { omit: numbers };
    case "repeats":
      return { repeat: numbers };
    case "malformed":
      return { malformed: true };
    case "shows others":
      return { foreign: TENANTS[1] };
  }
}

function answerRule({ of, when, how, from, times }: Fault & { fault: "answer" }) {
  const rule = { path: PATHS[of], times, after: from };
  const body = { type: "about:blank", title: "Trouble", status: 500, detail: "injected", errorTicket: "T-1" };
  switch (how) {
    case "dropped":
      return { ...rule, when, drop: true };
    case "html":
      return { ...rule, when, html: true };
    case "cut":
      return { ...rule, truncate: true };
    case "500":
      return { ...rule, when, respond: { status: 500, body } };
    case "503":
      return { ...rule, when, respond: { status: 503, body: { ...body, status: 503 } } };
    // Who says when to come back has not taken the request.
    case "503 retry":
      return { ...rule, respond: { status: 503, body, headers: { "retry-after": "7" } } };
    case "429":
      return { ...rule, respond: { status: 429, body, headers: { "retry-after": "3" } } };
  }
}

/** Applies a change to those of its numbers that it can concern, and returns them. */
export function changePortal(emulator: Emulator, { portal, numbers, to }: PortalChange): NumberSet {
  const wanted = numbersOf(numbers);
  const there = new Map(emulator.numbers().map((row) => [row.telephoneNumber, row]));
  const isAdd = portal === "add";
  // Whose release is running has one status only, and nobody can mark it.
  const isLeaving = (number: string) =>
    portal === "mark" && there.get(number)?.acquiredNumberStatus === RELEASE_REQUESTED;
  const concerned = [...wanted].filter((number) => isAdd !== there.has(number) && !isLeaving(number));
  for (const number of concerned) {
    const tenant = there.get(number)?.tenantId ?? TENANTS[to];
    if (portal === "remove") emulator.portal.remove(tenant, number);
    else if (portal === "add") emulator.portal.add(TENANTS[to], number, { callingProfileId: PROFILES[0] });
    else if (portal === "reprofile") emulator.portal.reprofile(number, PROFILES[to]);
    else if (portal === "move") emulator.portal.move(number, TENANTS[to]);
    else if (portal === "weaken")
      emulator.portal.setCapabilities(number, ["InboundCalling", "UserAssignment"]);
    else if (portal === "age") emulator.portal.age(number, 30 * 60 * 60 * 1000);
    else emulator.portal[portal](number);
  }
  return NumberSet.fromNumbers(concerned);
}
