import { ConfigurationError } from "./configuration-error";
import { OptionReader, nameOf } from "./option-reader";
import { OPTIONS } from "./options";

export { ConfigurationError } from "./configuration-error";
export { platformOf } from "./platform";

export interface Settings {
  /** Without trailing slash; the paths of the API follow it. */
  baseUrl: string;
  /** Where it was found, for messages, as `tokenOrigin`. */
  baseUrlOrigin?: string | undefined;
  token?: string | undefined;
  /** Where the token was found, for messages: `LIVEPLATFORM_TOKEN (environment)`, `liveplatform:token (configuration)`. */
  tokenOrigin?: string | undefined;
  /** An explicit provider's own platform and secret: the environment's variables do not replace it. */
  hasOwnSecret?: boolean;
  scope?: string | undefined;
  entraTenantId?: string | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  /** As `tokenOrigin`. */
  clientSecretOrigin?: string | undefined;
  channelId?: string | undefined;
  /** How many numbers a run may release in each tenant. */
  maxReleases: number;
  /** Teams tenants, in lower case, whose numbers may be found gone in bulk. */
  acceptLoss: ReadonlySet<string>;
  /** Teams tenants, in lower case, in which numbers that look like an interrupted run's are taken over. */
  adoptInterrupted: ReadonlySet<string>;
  taskTimeoutMs: number;
  pollIntervalMs: number;
  maxPollIntervalMs: number;
  requestTimeoutMs: number;
  /** Undefined: 1000, and 5000 for a list of more than 4000 numbers. */
  pageSize?: number | undefined;
  maxNumbersPerRequest: number;
  /** May be a fraction. */
  requestsPerSecond: number;
}

const ENTRA = [OPTIONS.scope, OPTIONS.entraTenantId, OPTIONS.clientId, OPTIONS.clientSecret];

/**
 * The settings of this process: what `get` yields for a key (an explicit provider's argument or stack configuration),
 * else the environment. The secrets and the permissions for one run are taken from the environment first: in refresh
 * and destroy the engine hands over the configuration that was stored with the last run.
 *
 * Errors: one ConfigurationError with everything that is wrong; it never holds the value of a secret.
 *
 * @example
 * readSettings((key) => config.get(key), process.env).taskTimeoutMs; // 1_800_000
 */
export function readSettings(get: (key: string) => string | undefined, env: NodeJS.ProcessEnv): Settings {
  const reader = new OptionReader(get, env);
  const settings = readAll(reader);
  const { baseUrl } = settings;
  const problems = [
    ...reader.problems.values(),
    ...missingBaseUrl(reader),
    ...reader.signIn.problems,
    ...signInProblems(reader),
    ...intervalProblems(reader, settings),
  ];
  if (problems.length > 0 || baseUrl === undefined) throw new ConfigurationError(problems);
  return { ...settings, baseUrl };
}

function readAll(reader: OptionReader): Omit<Settings, "baseUrl"> & { baseUrl: string | undefined } {
  return {
    baseUrl: reader.read(OPTIONS.baseUrl),
    baseUrlOrigin: reader.originOf(OPTIONS.baseUrl),
    token: reader.read(OPTIONS.token),
    tokenOrigin: reader.originOf(OPTIONS.token),
    hasOwnSecret: reader.signIn.isOwn,
    scope: reader.read(OPTIONS.scope),
    entraTenantId: reader.read(OPTIONS.entraTenantId),
    clientId: reader.read(OPTIONS.clientId),
    clientSecret: reader.read(OPTIONS.clientSecret),
    clientSecretOrigin: reader.originOf(OPTIONS.clientSecret),
    channelId: reader.read(OPTIONS.channelId),
    maxReleases: reader.read(OPTIONS.maxReleases),
    acceptLoss: reader.read(OPTIONS.acceptLoss),
    adoptInterrupted: reader.read(OPTIONS.adoptInterrupted),
    taskTimeoutMs: reader.read(OPTIONS.taskTimeout),
    ...readIntervals(reader),
    requestTimeoutMs: reader.read(OPTIONS.requestTimeout),
    pageSize: reader.read(OPTIONS.pageSize),
    maxNumbersPerRequest: reader.read(OPTIONS.maxNumbersPerRequest),
    requestsPerSecond: reader.read(OPTIONS.requestsPerSecond),
  };
}

/** One that is given alone moves the default of the other. */
function readIntervals(reader: OptionReader): { pollIntervalMs: number; maxPollIntervalMs: number } {
  const [first, longest] = [reader.read(OPTIONS.pollInterval), reader.read(OPTIONS.maxPollInterval)];
  return {
    pollIntervalMs: reader.isGiven(OPTIONS.pollInterval) ? first : Math.min(first, longest),
    maxPollIntervalMs: reader.isGiven(OPTIONS.maxPollInterval) ? longest : Math.max(first, longest),
  };
}

function missingBaseUrl(reader: OptionReader): string[] {
  if (reader.isGiven(OPTIONS.baseUrl)) return [];
  return [`${nameOf(OPTIONS.baseUrl)}: not set, expected ${OPTIONS.baseUrl.expected}`];
}

/** A token is enough, whatever else is given; the scope alone means the default credential; else all four are needed. */
function signInProblems(reader: OptionReader): string[] {
  if (reader.isGiven(OPTIONS.token) || reader.signIn.problems.length > 0) return [];
  const missing = ENTRA.filter((option) => !reader.isGiven(option));
  if (missing.length === ENTRA.length) return [noSignIn(reader.signIn.foreign)];
  const isScopeAlone = missing.length === ENTRA.length - 1 && reader.isGiven(OPTIONS.scope);
  if (missing.length === 0 || isScopeAlone) return [];
  const given = ENTRA.filter((option) => reader.isGiven(option));
  return [
    `${missing.map(nameOf).join(", ")}: not set, but needed with ${given.map(({ key }) => key).join(", ")}: ` +
      "sign in with scope, entraTenantId, clientId and clientSecret together, or with the scope alone",
  ];
}

/** The sentence for a configuration that has none of the ways to sign in; `foreign`: what there is for another platform. */
export function noSignIn(foreign?: string): string {
  const { token, scope, entraTenantId, clientId, clientSecret } = OPTIONS;
  if (foreign !== undefined) {
    return (
      `no secret was given for this platform. ${foreign}. Give the explicit Provider its own, preferably through tokenVariable or ` +
      "clientSecretVariable, which name an environment variable; or point both base URLs at the same platform"
    );
  }
  return (
    `no credentials: set ${token.variable} to a bearer token (or liveplatform:${token.key}, as a secret), or ` +
    `${scope.variable} to sign in at Entra: alone for workload identity, managed identity or az login, or with ` +
    `${entraTenantId.variable}, ${clientId.variable} and ${clientSecret.variable} for an application with a secret`
  );
}

function intervalProblems(
  { problems }: OptionReader,
  { pollIntervalMs, maxPollIntervalMs }: { pollIntervalMs: number; maxPollIntervalMs: number },
): string[] {
  const { pollInterval, maxPollInterval } = OPTIONS;
  const isRefused = problems.has(pollInterval.key) || problems.has(maxPollInterval.key);
  if (isRefused || pollIntervalMs <= maxPollIntervalMs) return [];
  return [
    `${nameOf(pollInterval)}: ${pollIntervalMs} ms is longer than the ${maxPollIntervalMs} ms of ` +
      `${nameOf(maxPollInterval)}, expected to be at most that`,
  ];
}
