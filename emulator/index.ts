import { Emulator } from "./emulator";
import { EmulatedEntra } from "./entra/entra";
import type { EntraOptions } from "./entra/entra-options";
import type { EmulatorOptions } from "./options";

export { Emulator } from "./emulator";
export { EmulatedEntra } from "./entra/entra";
export type { EntraApplication, EntraFault, EntraOptions, TokenRequest } from "./entra/entra-options";
export type {
  CallingProfile,
  NumberEntity,
  NumberSettings,
  Operation,
  Refusable,
  Sbc,
  TaskMessage,
  Tenant,
} from "./entities";
export type { LogEntry } from "./event-log";
export type { NumbersArg } from "./e164";
export type { FaultHandle, FaultInForce, FaultRule, HttpFault, ListFault, TaskFault } from "./faults";
export type { EmulatorOptions, Limit, Limits, TaskStatusNames } from "./options";
export type { Overview, TaskLine } from "./overview";
export { Portal } from "./portal";
export type { Counts, RecordedRequest } from "./request-log";
export type { NumberLine, RowPage, RowQuery } from "./rows";
export { DEFAULT_SEED, type Seed, type SeedNumbers, type SeedTenant } from "./seed";

/**
 * Starts AudioCodes Live Platform in a box: the Operator Connect number endpoints over HTTP, in this process.
 *
 * It is strict: a request that the service might not take is refused with the service's own kind of error.
 * Without options it listens on a free port of 127.0.0.1, with a random token, two tenants, two calling
 * profiles (and one without SBC), and tasks of two seconds. With `time: "virtual"` nothing happens until
 * `advance`; with real time `advance` jumps ahead.
 *
 * ```ts
 * const emulator = await startEmulator({ time: "virtual" });
 * emulator.portal.add("3bc57cac-5794-457f-ad36-2c88cade9dbb", "+61395556900..+61395556999");
 * emulator.fail({ verb: "POST", path: "/upload", when: "after", drop: true, times: 1 });
 * // … requests to emulator.url with `Authorization: Bearer ${emulator.token}`
 * emulator.advance(2_000); // tasks end
 * emulator.numbers("3bc57cac-5794-457f-ad36-2c88cade9dbb").length;
 * await emulator.close();
 * ```
 *
 * Other processes find the same abilities beside `/tenantui`, with the same token, as JSON. `GET /_emulator` lists them,
 * each with an example:
 *
 * | | |
 * |---|---|
 * | `POST /_emulator/advance` | `{ ms }` |
 * | `POST /_emulator/reset` | |
 * | `POST /_emulator/fail` | a rule; a regular expression is `pathRegExp` → `{ id }` |
 * | `GET /_emulator/faults` | → `[{ id, hits }]` |
 * | `POST /_emulator/unfail` | `{ id }` |
 * | `POST /_emulator/refuse`, `/unrefuse` | `{ numbers, reason, operation? }`, `{ numbers, operation? }`; an operation is `upload`, `release`, `unassign` or `numberStatus` |
 * | `POST /_emulator/portal/<method>` | the method's arguments by name: `remove { tenant, numbers }`, `add { tenant, numbers, settings? }`, `mark`, `readyForRemoval`, `unassign`, `acquire { numbers }`, `assign { numbers, assignmentStatus? }`, `reprofile { numbers, callingProfileId }`, `move { numbers, toTenant }`, `setCapabilities { numbers, capabilities }`, `setStatus { numbers, acquiredNumberStatus }`, `age { numbers, ms }`, `setSbcOnline { sbcId, online }` |
 * | `GET /_emulator/requests`, `/counts`, `/log?after=` | what came in, and what happened |
 * | `GET /_emulator/overview` | tenants with their count of numbers, and calling profiles |
 * | `GET /_emulator/numbers?tenant=` | the rows |
 * | `GET /_emulator/tally?number=` | → `{ uploads, releases }` |
 *
 * `numbers` is an E.164 number, `first..last`, or a list of both. What is wrong is a 400 `{ error }`: a sentence that
 * begins with the field, such as `respond.status: expected a number, not a string.`
 *
 * The endpoints below `/tenantui`, and what they answer besides 200:
 *
 * | | |
 * |---|---|
 * | every one | 401 without the token; 404 for an unknown path; 405 for another verb; 429 with Retry-After beyond a limit; 400 for an `X-Ovoc-Channel-Id` that is not an integer; what a fault says |
 * | `GET /api/v3/oc/numbers` | 400 for a query name it does not know, a tenant that is not a GUID, an unknown status, a page below 1 |
 * | `GET /api/v2/oc/numbers?msTenantId=` | 400 also without a tenant |
 * | `GET /api/v2/oc/numbers/{number}` | 404 where no visible tenant holds it |
 * | `POST /api/v2` or `v3` `/oc/numbers/action/upload` | 400 with `errors` by field: profile unknown or without SBC, usage, capabilities, numbers; 404 for an unknown tenant; 415 where it is not JSON. Numbers that are held, toll-free rules, consent and countries are the task's |
 * | `POST /api/v2/oc/numbers/action/release`, `/unassign` | 400 for a number of another tenant, or in another running operation; 415. Numbers in use are the task's |
 * | `POST /api/v2/oc/numbers/action/number-status` | 400 without numbers or tenant; 415 |
 * | `GET /api/v2/task/{id}` | 404 where it is unknown, or ended longer ago than `taskRetentionMs` |
 * | `GET /api/v3/oc/numbers/removal-status/summary` | 400 for a tenant that is not a GUID |
 * | `POST /api/v3/oc/numbers/action/ready-for-removal`, `/api/v3/oc/action/clear-removal-status` | 400 for none or more than 500 numbers, or one that is not MarkedForRemoval; 415 |
 * | `GET /api/v2/oc/callingprofile` | |
 *
 * @throws where the port is taken, or the state file is not one.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = new Emulator(options);
  await emulator.listen(options);
  return emulator;
}

/**
 * Starts an Entra in a box, over TLS: discovery, and tokens for applications that sign in by a client secret or by a
 * federated token (workload identity). What it refuses, it refuses with Entra's own numbers and sentences.
 *
 * The key and the certificate are the caller's: a client trusts a certificate by NODE_EXTRA_CA_CERTS, and finds this
 * Entra by AZURE_AUTHORITY_HOST.
 *
 * ```ts
 * const clientId = "0f5a1a0e-63d0-4a3e-9f0a-2f1f3e6f8f11";
 * const entra = await startEntra({ key, cert, applications: [{ clientId, clientSecret: "s3cret" }] });
 * const emulator = await startEmulator({ acceptToken: (token) => entra.accepts(token) });
 * const env = {
 *   AZURE_AUTHORITY_HOST: entra.url,
 *   NODE_EXTRA_CA_CERTS: fileWith(cert),
 *   LIVEPLATFORM_BASE_URL: emulator.url,
 *   LIVEPLATFORM_SCOPE: entra.scope,
 *   LIVEPLATFORM_ENTRA_TENANT_ID: entra.tenantId,
 *   LIVEPLATFORM_CLIENT_ID: clientId,
 *   LIVEPLATFORM_CLIENT_SECRET: "s3cret",
 * };
 * entra.fail({ code: 7000222, description: "The provided client secret keys are expired.", times: 1 });
 * entra.revokeAll(); // the platform takes none of the tokens issued so far
 * ```
 *
 * @throws where the port is taken, or key and certificate are none.
 */
export async function startEntra(options: EntraOptions): Promise<EmulatedEntra> {
  const entra = new EmulatedEntra(options);
  await entra.listen();
  return entra;
}
