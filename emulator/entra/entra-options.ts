/** An application that may sign in: by its secret, by a federated token, or by either. */
export interface EntraApplication {
  readonly clientId: string;
  readonly clientSecret?: string;
  /** Whose tokens are taken for it, as in the federated credential of an app registration. */
  readonly federated?: {
    readonly issuer: string;
    readonly subject: string;
    /** Default `api://AzureADTokenExchange`. */
    readonly audience?: string;
  };
  /** The claim `roles` of its tokens. Default none. */
  readonly roles?: readonly string[];
}

export interface EntraOptions {
  /** PEM. Clients of Entra speak TLS only; they trust the certificate by NODE_EXTRA_CA_CERTS. */
  readonly key: string;
  /** PEM, for the host. */
  readonly cert: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default: a fixed GUID. */
  readonly tenantId?: string;
  readonly applications: readonly EntraApplication[];
  /** Whom the tokens are for; clients ask for `<audience>/.default`. Default `api://live-platform-emulator`. */
  readonly audience?: string;
  /** Default an hour; can be set later. */
  readonly tokenLifetimeMs?: number;
  /** Milliseconds since 1970. Default: the machine's time. */
  readonly now?: () => number;
}

/** Spoils token requests: the first live rule applies. */
export interface EntraFault {
  /** How many requests it applies to. Default: all. */
  readonly times?: number;
  /** An error of Entra: its number, as in AADSTS700016. */
  readonly code?: number;
  /** With `code`: the sentence behind it. */
  readonly description?: string;
  /** Instead of `code`: a status without a body that says anything. */
  readonly status?: number;
  /** Cuts the connection. */
  readonly drop?: boolean;
  readonly delayMs?: number;
}

/** One request for a token; neither secret nor assertion is kept. */
export interface TokenRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly tenant: string;
  readonly clientId: string;
  readonly scope: string;
  readonly by: "secret" | "assertion" | "nothing";
  /** The status sent; null where the connection was cut. */
  readonly status: number | null;
  /** The number of the error, where it was one. */
  readonly code?: number;
}
