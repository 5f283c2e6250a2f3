/** Where the bearer token comes from. Asked before every request, so a source keeps its own cache. */
export interface TokenSource {
  /** `refused`: the token that the platform has just refused; another one is wanted, even if it looks valid. */
  getToken(options?: { refused?: string }): Promise<string>;
  /** Shown in errors, so never a secret: the name of the variable or of the way to sign in. */
  description: string;
  /** What to do when the platform refuses the token; completes "is not accepted: …". Default: renew it. */
  howToRenew?: string;
}

/**
 * A token that someone else fetched. It cannot be renewed here: when it expires, the error names `description`.
 *
 * @example staticToken(process.env.LIVEPLATFORM_TOKEN ?? "", "LIVEPLATFORM_TOKEN")
 */
export function staticToken(token: string, description: string, howToRenew = "renew it"): TokenSource {
  // A token read from a file or copied from a terminal may hold line breaks, and no header may.
  const value = token.replace(/\s+/g, "");
  // In a closure and not in a field: printing the source must not print the token.
  return { description, howToRenew, getToken: () => Promise.resolve(value) };
}
