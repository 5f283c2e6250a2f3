import { refused } from "../answers";
import type { Handler } from "../call";
import type { LimitGroup } from "../options";
import type { World } from "../world";
import { callingProfiles } from "./calling-profiles";
import { listV2, listV3 } from "./list-numbers";
import { number } from "./number";
import { numberStatus } from "./number-status";
import { release, unassign } from "./release";
import { clearRemovalStatus, readyForRemoval, removalSummary } from "./removal-status";
import { task } from "./task";
import { upload } from "./upload";

/** One endpoint of the API. */
export interface Route {
  readonly name: string;
  readonly verb: "GET" | "POST";
  readonly pattern: RegExp;
  readonly handler: Handler;
  readonly limit?: LimitGroup;
}

const ROUTES: readonly Route[] = [
  { name: "listV3", verb: "GET", pattern: /^\/api\/v3\/oc\/numbers$/i, handler: listV3 },
  { name: "listV2", verb: "GET", pattern: /^\/api\/v2\/oc\/numbers$/i, handler: listV2 },
  { name: "number", verb: "GET", pattern: /^\/api\/v2\/oc\/numbers\/([^/]+)$/i, handler: number },
  { name: "upload", verb: "POST", pattern: /^\/api\/v[23]\/oc\/numbers\/action\/upload$/i, handler: upload },
  {
    name: "release",
    verb: "POST",
    pattern: /^\/api\/v2\/oc\/numbers\/action\/release$/i,
    handler: release,
    limit: "release",
  },
  {
    name: "unassign",
    verb: "POST",
    pattern: /^\/api\/v2\/oc\/numbers\/action\/unassign$/i,
    handler: unassign,
  },
  {
    name: "numberStatus",
    verb: "POST",
    pattern: /^\/api\/v2\/oc\/numbers\/action\/number-status$/i,
    handler: numberStatus,
  },
  {
    name: "removalSummary",
    verb: "GET",
    pattern: /^\/api\/v3\/oc\/numbers\/removal-status\/summary$/i,
    handler: removalSummary,
  },
  {
    name: "readyForRemoval",
    verb: "POST",
    pattern: /^\/api\/v3\/oc\/numbers\/action\/ready-for-removal$/i,
    handler: readyForRemoval,
    limit: "removalStatus",
  },
  {
    name: "clearRemovalStatus",
    verb: "POST",
    pattern: /^\/api\/v3\/oc\/action\/clear-removal-status$/i,
    handler: clearRemovalStatus,
    limit: "removalStatus",
  },
  { name: "task", verb: "GET", pattern: /^\/api\/v2\/task\/([^/]+)$/i, handler: task },
  {
    name: "callingProfiles",
    verb: "GET",
    pattern: /^\/api\/v2\/oc\/callingprofile$/i,
    handler: callingProfiles,
  },
];

/** The endpoint, or the 404 or 405 that a wrong path or verb gets. */
export function findRoute(world: World, verb: string, path: string): { route: Route; captured: string } {
  const candidates = ROUTES.filter(({ pattern }) => pattern.test(path));
  const route = candidates.find((candidate) => candidate.verb === verb);
  if (route !== undefined) return { route, captured: route.pattern.exec(path)?.[1] ?? "" };
  if (candidates.length === 0) {
    throw refused(world, {
      status: 404,
      title: "Not Found",
      detail: `No such path: ${path}`,
      instance: path,
    });
  }
  const headers = { allow: candidates.map((candidate) => candidate.verb).join(", ") };
  const detail = `${verb} is not allowed here.`;
  throw refused(world, { status: 405, title: "Method Not Allowed", detail, instance: path, headers });
}
