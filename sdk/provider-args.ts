import type * as pulumi from "@pulumi/pulumi";

/**
 * The settings of a provider. What is not given comes from stack configuration, then from the environment; for a token, a
 * client secret and the permissions for one run the environment comes first. A provider that has a `baseUrl` and a secret of its own
 * keeps them; the secrets of the environment and of the stack are sent to no other platform than theirs.
 */
export interface ProviderArgs {
  /** `https://HOST/tenantui`; http only to this machine. Redirects are errors. */
  baseUrl?: pulumi.Input<string> | undefined;
  /** A bearer token, without the word Bearer. It must outlive the run. */
  token?: pulumi.Input<string> | undefined;
  /**
   * The name of an environment variable that holds the token. It is read at each run, in refresh and destroy too, so the token can be
   * renewed and stands in no state.
   */
  tokenVariable?: pulumi.Input<string> | undefined;
  /** `api://…/.default`: sign in at Microsoft Entra instead. */
  scope?: pulumi.Input<string> | undefined;
  /** The operator's own Entra tenant, for signing in with client credentials. */
  entraTenantId?: pulumi.Input<string> | undefined;
  /** The Entra application to sign in as. */
  clientId?: pulumi.Input<string> | undefined;
  /** Its secret. */
  clientSecret?: pulumi.Input<string> | undefined;
  /** The name of an environment variable that holds it; as `tokenVariable`. */
  clientSecretVariable?: pulumi.Input<string> | undefined;
  /** Sent as `X-Ovoc-Channel-Id`: only customers of this channel are seen. */
  channelId?: pulumi.Input<string | number> | undefined;
  /** How many numbers of one tenant a run may release; `0` refuses every release. */
  maxReleases?: pulumi.Input<number> | undefined;
  /** Tenants whose numbers may be found gone in bulk, for one run. */
  acceptLoss?: pulumi.Input<string> | undefined;
  /** Tenants in which a run may take over what looks like an interrupted run of this stack on another machine: uploaded by REST within a day, unassigned. */
  adoptInterrupted?: pulumi.Input<string> | undefined;
  /** How long to wait for a task of the platform. */
  taskTimeout?: pulumi.Input<string> | undefined;
  /** The first interval between two looks at a task; it grows … */
  pollInterval?: pulumi.Input<string> | undefined;
  /** … up to this. */
  maxPollInterval?: pulumi.Input<string> | undefined;
  /** How long one request and the whole of its answer may take. */
  requestTimeout?: pulumi.Input<string> | undefined;
  /**
   * Numbers asked for in a page of a list; where that is refused, 200, the documented size.
   *
   * @defaultValue 1000, and 5000 for a list of more than 4000 numbers
   */
  pageSize?: pulumi.Input<number> | undefined;
  /** Numbers in one upload or release. */
  maxNumbersPerRequest?: pulumi.Input<number> | undefined;
  /** All requests of a provider process together. Releases are held to 10 in 10.5 s besides. */
  requestsPerSecond?: pulumi.Input<number> | undefined;
}
