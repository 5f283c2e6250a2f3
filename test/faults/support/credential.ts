import type { TokenSource } from "../../../provider/liveplatform";

/** Every token of these tests holds it, and nothing that people see may. */
export const TOKEN = "faults-token-that-must-never-show";

/** A token that cannot be renewed, as one from the environment; or one that can, as from Entra. */
export class Credential implements TokenSource {
  readonly description = "LIVEPLATFORM_TOKEN";
  isRenewable = false;
  #taken = TOKEN;
  #token = TOKEN;
  #expired = 0;

  reset(): void {
    this.isRenewable = false;
    this.#taken = TOKEN;
    this.#token = TOKEN;
  }

  /** The platform takes only another token from now on. */
  expire(): void {
    this.#expired += 1;
    this.#taken = `${TOKEN}-${this.#expired}`;
  }

  /** Whether the platform takes it. */
  readonly accepts = (token: string): boolean => token === this.#taken;

  getToken({ refused }: { refused?: string } = {}): Promise<string> {
    if (refused === this.#token && this.isRenewable) this.#token = this.#taken;
    return Promise.resolve(this.#token);
  }
}
