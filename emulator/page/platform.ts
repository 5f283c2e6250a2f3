import { Fields } from "./fields.js";

/** What the emulator answers when the token is not, or no longer, good. */
export class SignedOut extends Error {}

const KEY = "token";

/** The running emulator, asked with the token that this tab has. */
export class Platform {
  #token = sessionStorage.getItem(KEY) ?? "";

  /** Takes a token, and keeps it as long as this tab is open. */
  signIn(token: string): void {
    this.#token = token;
    sessionStorage.setItem(KEY, token);
  }

  /** Exchanges the code in the address for the token, and takes it out of the address. */
  async useInvitation(): Promise<void> {
    const code = location.hash.slice(1);
    if (!/^[\w-]{16,}$/.test(code)) return;
    history.replaceState(null, "", "/");
    const response = await fetch("/session", { method: "POST", body: JSON.stringify({ code }) });
    const answer = new Fields(await response.json());
    if (response.ok) this.signIn(answer.text("token"));
    else if (this.#token === "") throw new SignedOut(answer.text("error"));
  }

  get(path: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const asked = Object.entries(query).filter(([, value]) => value !== "");
    return this.#ask(`${path}?${new URLSearchParams(asked).toString()}`, { method: "GET" });
  }

  post(path: string, body: unknown): Promise<unknown> {
    return this.#ask(path, { method: "POST", body: JSON.stringify(body) });
  }

  async #ask(path: string, request: RequestInit): Promise<unknown> {
    if (this.#token === "") throw new SignedOut("");
    const headers = { authorization: `Bearer ${this.#token}` };
    const response = await fetch(`/_emulator${path}`, { ...request, headers });
    if (response.status === 401) throw new SignedOut("The emulator does not know this token.");
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    throw new Error(new Fields(answer).optionalText("error") ?? `The emulator answers ${response.status}.`);
  }
}
