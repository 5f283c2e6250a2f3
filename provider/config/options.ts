import { DAY_MS } from "../common/durations";
import { isGuid } from "../common/guid";
import { parseDuration } from "./duration";
import { parseBaseUrl } from "./platform";
import { wrapping } from "./wrapping";

/** One setting: where it is given, what it may be, what it is when it is not given. */
export interface Option<Value, Fallback extends Value | undefined = Value | undefined> {
  /** In stack configuration, after `liveplatform:`, and in the arguments of an explicit provider. */
  readonly key: string;
  /** The environment variable. */
  readonly variable: string;
  /** Completes "expected …". */
  readonly expected: string;
  /** From text that is neither empty nor padded; undefined where it is not as expected. */
  readonly parse: (text: string) => Value | undefined;
  readonly fallback: Fallback;
  /** A refused value is not shown: it is a secret, or stands where a secret is easily pasted by mistake. */
  readonly concealed?: true;
  /** What is to hold for one run reaches refresh and destroy through the environment only: see `readSettings`. */
  readonly environmentFirst?: true;
  /** Belongs to a platform: see `SignInSources`. */
  readonly signIn?: true;
  /** What is wrong with a text that `parse` might take; completes "this one …". */
  readonly complaint?: (text: string) => string | undefined;
}

export const OPTIONS = {
  baseUrl: {
    ...setting("baseUrl", "LIVEPLATFORM_BASE_URL"),
    expected:
      "an https URL without user name, password, query and fragment, such as https://live.example.com/tenantui " +
      "(http for localhost, 127.0.0.1 and [::1] only)",
    parse: parseBaseUrl,
    fallback: undefined,
    concealed: true,
  },
  token: {
    ...setting("token", "LIVEPLATFORM_TOKEN"),
    signIn: true,
    complaint: wrapping,
    expected: 'a bearer token without spaces and without the word "Bearer"',
    parse: printable,
    fallback: undefined,
    concealed: true,
    environmentFirst: true,
  },
  scope: {
    ...setting("scope", "LIVEPLATFORM_SCOPE"),
    signIn: true,
    expected: "a scope that ends in /.default, such as api://<application id>/.default",
    parse: (text: string) => matching(text, /^[!-~]+\/\.default$/),
    fallback: undefined,
    concealed: true,
  },
  entraTenantId: {
    ...setting("entraTenantId", "LIVEPLATFORM_ENTRA_TENANT_ID"),
    signIn: true,
    expected: "the GUID or a domain of the operator's own Entra tenant",
    parse: (text: string) => matching(text, /^[0-9a-z]([0-9a-z.-]*[0-9a-z])?$/i),
    fallback: undefined,
    concealed: true,
  },
  clientId: {
    ...setting("clientId", "LIVEPLATFORM_CLIENT_ID"),
    signIn: true,
    expected: "the id of an Entra application, a GUID, without spaces",
    parse: printable,
    fallback: undefined,
    concealed: true,
  },
  clientSecret: {
    ...setting("clientSecret", "LIVEPLATFORM_CLIENT_SECRET"),
    signIn: true,
    complaint: wrapping,
    expected: "the value of a client secret, without spaces",
    parse: printable,
    fallback: undefined,
    concealed: true,
    environmentFirst: true,
  },
  channelId: {
    ...setting("channelId", "LIVEPLATFORM_CHANNEL_ID"),
    expected: "a channel's number, in digits",
    parse: (text: string) => matching(text, /^\d+$/),
    fallback: undefined,
  },
  maxReleases: {
    ...setting("maxReleases", "LIVEPLATFORM_MAX_RELEASES"),
    ...wholeNumber(0),
    fallback: 100,
    environmentFirst: true,
  },
  acceptLoss: {
    ...setting("acceptLoss", "LIVEPLATFORM_ACCEPT_LOSS"),
    expected: "the GUID of a Teams tenant, or several, separated by commas",
    parse: guids,
    fallback: new Set<string>(),
    environmentFirst: true,
  },
  adoptInterrupted: {
    ...setting("adoptInterrupted", "LIVEPLATFORM_ADOPT_INTERRUPTED"),
    expected: "the GUID of a Teams tenant, or several, separated by commas",
    parse: guids,
    fallback: new Set<string>(),
    environmentFirst: true,
  },
  taskTimeout: {
    ...setting("taskTimeout", "LIVEPLATFORM_TASK_TIMEOUT"),
    ...duration(),
    fallback: 30 * 60_000,
  },
  pollInterval: { ...setting("pollInterval", "LIVEPLATFORM_POLL_INTERVAL"), ...duration(), fallback: 2000 },
  maxPollInterval: {
    ...setting("maxPollInterval", "LIVEPLATFORM_MAX_POLL_INTERVAL"),
    ...duration(),
    fallback: 30_000,
  },
  requestTimeout: {
    ...setting("requestTimeout", "LIVEPLATFORM_REQUEST_TIMEOUT"),
    ...duration(),
    fallback: 60_000,
  },
  pageSize: {
    ...setting("pageSize", "LIVEPLATFORM_PAGE_SIZE"),
    ...wholeNumber(1, 10_000),
    fallback: undefined,
  },
  maxNumbersPerRequest: {
    ...setting("maxNumbersPerRequest", "LIVEPLATFORM_MAX_NUMBERS_PER_REQUEST"),
    ...wholeNumber(1),
    fallback: 1000,
  },
  requestsPerSecond: {
    ...setting("requestsPerSecond", "LIVEPLATFORM_REQUESTS_PER_SECOND"),
    expected: "a number above 0, such as 10 or 0.5",
    parse: (text: string) => accepted(/^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN, (rate) => rate > 0),
    fallback: 10,
  },
} as const;

/** What may be given to a provider: each setting, and the names of the variables that hold its secrets. */
export type SettingKey = keyof typeof OPTIONS | "tokenVariable" | "clientSecretVariable";
export const SETTING_KEYS = settingKeys();

function settingKeys(): readonly SettingKey[];
function settingKeys(): readonly string[] {
  return [...Object.keys(OPTIONS), "tokenVariable", "clientSecretVariable"];
}

function setting(key: string, variable: string): { key: string; variable: string } {
  return { key, variable };
}

function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER) {
  return {
    expected:
      max === Number.MAX_SAFE_INTEGER
        ? `a whole number, ${min} or more`
        : `a whole number from ${min} to ${max}`,
    parse: (text: string) => accepted(/^\d+$/.test(text) ? Number(text) : NaN, (n) => n >= min && n <= max),
  };
}

/** Up to a day, as a timer of more than some 24 days would fire at once. */
function duration() {
  return {
    expected: "a duration above 0 and up to 24h, such as 30m, 2s or 500ms",
    parse: (text: string) => accepted(parseDuration(text) ?? NaN, (ms) => ms > 0 && ms <= DAY_MS),
  };
}

function accepted(value: number, isAccepted: (value: number) => boolean): number | undefined {
  return isAccepted(value) ? value : undefined;
}

function matching(text: string, pattern: RegExp): string | undefined {
  return pattern.test(text) ? text : undefined;
}

/** What a header can carry: a line break inside would be a second header. */
function printable(text: string): string | undefined {
  return matching(text, /^[!-~]+$/);
}

function guids(text: string): ReadonlySet<string> | undefined {
  const ids = text
    .split(",")
    .map((id) => id.trim().toLowerCase())
    .filter((id) => id !== "");
  return ids.length > 0 && ids.every((id) => isGuid(id)) ? new Set(ids) : undefined;
}
