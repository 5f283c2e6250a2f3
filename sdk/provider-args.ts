import type * as pulumi from "@pulumi/pulumi";

/**
 * The settings of a provider. Missing ones come from stack configuration, then from the environment; for a token, a
 * client secret and the permissions for one run, the environment comes first. A provider that has a `baseUrl` and a secret of its own
 * keeps them; the secrets of the environment and of the stack are sent to no other platform than theirs.
 */
export interface ProviderArgs {
  /** `https://HOST/tenantui`; http only to this machine. Redirects are errors. */
  baseUrl?: pulumi.Input<string> | undefined;
  /** A bearer token, without the word Bearer. It must outlive the run. */
  token?: pulumi.Input<string> | undefined;
  /**
   * The name of an environment variable that holds the token. It is read at each run, in refresh and destroy too, so the token can be
   * renewed and is in no state.
   */
  tokenVariable?: pulumi.Input<string> | undefined;
  /** `api://…/.default`: sign in at Microsoft Entra instead. */
  scope?: pulumi.Input<string> | undefined;
  /** The operator's own Entra tenant, for signing in with client credentials. */
  entraTenantId?: pulumi.Input<string> | undefined;
  /** The Entra application to sign in as. */
  clientId?: pulumi.Input<string> | undefined;
  /** The secret of that application. */
  clientSecret?: pulumi.Input<string> | undefined;
  /** The name of an environment variable that holds the client secret, as `tokenVariable` does for the token. */
  clientSecretVariable?: pulumi.Input<string> | undefined;
  /** Sent as `X-Ovoc-Channel-Id`: only customers of this channel are seen. */
  channelId?: pulumi.Input<string | number> | undefined;
  /** How many numbers of one tenant a run may release; `0` refuses every release. */
  maxReleases?: pulumi.Input<number> | undefined;
  /** Tenants in which, for one run, a great loss of numbers is accepted as real. */
  acceptLoss?: pulumi.Input<string> | undefined;
  /** Tenants in which a run may take over what looks like an interrupted run of this stack on another machine: uploaded through the API in the last 24 hours, and not assigned. */
  adoptInterrupted?: pulumi.Input<string> | undefined;
  /** How long to wait for a task of the platform. */
  taskTimeout?: pulumi.Input<string> | undefined;
  /** The first interval between two polls of a task. It grows up to `maxPollInterval`. */
  pollInterval?: pulumi.Input<string> | undefined;
  /** The longest interval between two polls of a task. */
  maxPollInterval?: pulumi.Input<string> | undefined;
  /** How long one request may take, including its whole answer. */
  requestTimeout?: pulumi.Input<string> | undefined;
  /**
   * Numbers in a page of a list. If the platform refuses it: 200, the documented size.
   *
   * @defaultValue 1000, and 5000 for a list of more than 4000 numbers
   */
  pageSize?: pulumi.Input<number> | undefined;
  /** The most numbers in one upload or release. */
  maxNumbersPerRequest?: pulumi.Input<number> | undefined;
  /** All requests of a provider process together. Releases are also limited to 10 in 10.5 s. */
  requestsPerSecond?: pulumi.Input<number> | undefined;
}
