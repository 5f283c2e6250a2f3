import type { Emulator } from "../../../emulator";
import type { TokenSource } from "../../../provider/liveplatform";

export const TOKEN = "faults-token-that-must-never-show";

/** A token that cannot be renewed, as one from the environment; or one that can, as from Entra. */
export class Credential implements TokenSource {
  readonly description = "LIVEPLATFORM_TOKEN";
  isRenewable = false;
  #token = TOKEN;
  readonly #emulator: Emulator;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  reset(): void {
    this.isRenewable = false;
    this.#token = this.#emulator.token;
  }

  getToken({ refused }: { refused?: string } = {}): Promise<string> {
    if (refused !== undefined && this.isRenewable) this.#token = this.#emulator.token;
    return Promise.resolve(this.#token);
  }
}
